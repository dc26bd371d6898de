// SPDX-License-Identifier: GPL-3.0-or-later
// Every header of core/ that the window may include, compiled with nothing but the standard library and JSON
// in sight.
#include "core/audit/audit_document.h"
#include "core/audit/audit_file.h"
#include "core/audit/audit_run.h"
#include "core/audit/decision_export.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/base/run_control.h"
#include "core/base/text.h"
#include "core/data/dataset.h"
#include "core/data/inspect.h"
#include "core/data/load.h"
#include "core/data/schema.h"
#include "core/prove/retrain_cache.h"
#include "core/prune/decision.h"
#include "core/prune/kept_set.h"
#include "core/prune/rule.h"
#include "core/select/ranking.h"
#include "core/select/search.h"
#include "core/select/selector.h"
#include "core/train/observer.h"
#include "core/train/settings.h"
#include "core/train/trajectory.h"

#if defined(QT_VERSION) || defined(TORCH_API) || defined(ARROW_VERSION) || defined(H5_VERS_MAJOR)
#error "A public header of core/ pulls in a library that it must hide."
#endif
