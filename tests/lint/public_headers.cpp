// SPDX-License-Identifier: GPL-3.0-or-later
// Every header of core/ that the window may include, compiled with nothing but the standard library and JSON
// in sight.
#include "core/audit/audit_document.h"
#include "core/audit/audit_run.h"
#include "core/audit/export/decision_export.h"
#include "core/audit/file/audit_file.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/base/run_control.h"
#include "core/base/text.h"
#include "core/data/inspect/inspect.h"
#include "core/data/load.h"
#include "core/data/rows/dataset.h"
#include "core/data/schema/schema.h"
#include "core/decide/decide.h"
#include "core/decide/decision.h"
#include "core/decide/kept_set.h"
#include "core/decide/rule.h"
#include "core/search/ranking.h"
#include "core/search/search.h"
#include "core/select/selector.h"
#include "core/settings/head_file.h"
#include "core/settings/settings_table.h"
#include "core/study/retrain/retrain_cache.h"
#include "core/train/observer.h"
#include "core/train/trajectory.h"

#if defined(QT_VERSION) || defined(TORCH_API) || defined(ARROW_VERSION) || defined(H5_VERS_MAJOR)
#error "A public header of core/ pulls in a library that it must hide."
#endif
