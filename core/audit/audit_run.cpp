// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_run.h"

#include "core/audit/audit_data.h"
#include "core/audit/file/audit_file.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/memory_limit.h"
#include "core/base/text.h"
#include "core/base/utc_time.h"
#include "core/data/schema/schema_json.h"
#include "core/study/path/alpha_path_table.h"
#include "core/study/path/keep_path.h"
#include "core/study/repeats/repeats_table.h"
#include "core/study/study.h"

#include <algorithm>
#include <utility>

namespace leap {
namespace {

/// What is said before the search starts, once each: to the observer now, and into the run's messages later.
class Notes {
public:
    explicit Notes(TrainObserver& observer)
        : m_observer(observer)
    {
    }
    void say(const std::string& text)
    {
        if (std::find(m_texts.begin(), m_texts.end(), text) != m_texts.end())
            return;
        m_texts.push_back(text);
        m_observer.message(text);
    }
    void putBefore(std::vector<std::string>& messages) const
    {
        messages.insert(messages.begin(), m_texts.begin(), m_texts.end());
    }

private:
    TrainObserver& m_observer;
    std::vector<std::string> m_texts;
};

RunRecord recordOf(const Dataset& dataset, const SourceReference& source, const Settings& settings)
{
    RunRecord run;
    run.created = nowUtc();
    run.version = programVersion();
    run.source = source;
    run.schema = dataset.schema;
    run.settings = settings;
    run.card = dataset.card;
    run.facts = dataset.facts;
    return run;
}

/// Rows that are read from disk come in another order than rows in memory; the run should tell it.
std::string streamingNote(const Dataset& dataset, bool singlePass)
{
    const int64_t window = dataset.store->shuffleWindow();
    const std::string note =
        "The rows take more than the memory budget and are read from disk while training";
    if (window == 0)
        return {};
    return singlePass ? note + "." : note + ", shuffled in windows of " + grouped(window) + " rows.";
}

/// A run with the rows that it searched.
struct Audited {
    RunRecord run;
    std::shared_ptr<const Dataset> dataset;
};

Audited runFresh(const AuditRequest& request, Progress& progress, RunControl& control,
                 TrainObserver& observer)
{
    Notes notes(observer);
    const Say say = [&](const std::string& text) { notes.say(text); };
    const Settings settings = withHeadNamed(request.settings, say);
    const LoadedData data = loadData(request, progress, say);
    if (!data.dataset->origin.empty())
        observer.message(data.dataset->origin); // said, not kept: the run is the same with and without
    if (const std::string note = streamingNote(*data.dataset, settings.singlePass); !note.empty())
        notes.say(note);
    RunRecord run = request.alphaPath
        ? searchPathAndRecord(data.dataset, data.source, settings, {}, control, observer)
        : searchAndRecord(data.dataset, data.source, settings, control, observer);
    repeatSearch(run, data.dataset, request.repeats, control, observer);
    notes.putBefore(run.result.messages);
    return {std::move(run), data.dataset};
}

std::string pathText(const AlphaPath& path)
{
    return sectionText(alphaPathTables(path).front()) + alphaPathVerdict(path);
}

/// The run's own settings, with more epochs where they are asked for.
Settings settingsToGoOn(const AuditRequest& request, const RunRecord& earlier)
{
    const int64_t planned = earlier.result.plan.epochs;
    Settings settings = earlier.settings;
    const bool finished = earlier.result.outcome == RunOutcome::Finished;
    if (settings.singlePass && (finished || request.resumeToEpochs))
        throw InputError("The run in " + request.resume->string()
                         + (finished ? " has passed over its stream to the end" : " is a single pass")
                         + ": it has no epochs to add. Newer rows make a new run.");
    if (request.resumeToEpochs) {
        if (*request.resumeToEpochs <= planned)
            throw InputError("The run in " + request.resume->string() + " is planned for " + grouped(planned)
                             + " epochs; to go on beyond them, ask for more than " + grouped(planned)
                             + ", not " + std::to_string(*request.resumeToEpochs) + ".");
        settings.epochs = *request.resumeToEpochs;
    } else if (finished) {
        throw InputError("The run in " + request.resume->string() + " was finished already, after "
                         + grouped(static_cast<int64_t>(earlier.result.epochs.size()))
                         + " epochs. To train it further, say to how many: --epochs "
                         + std::to_string(2 * planned) + ".");
    }
    return settings;
}

void requireRowsToHalve(const Settings& settings, const Repeats& repeats)
{
    if (settings.singlePass && repeats.halfSamples > 0)
        throw InputError(
            "A stream cannot be halved: a single pass over half of its rows has half of the steps. "
            "Leave out --half-samples; --seeds searches the stream again with other seeds.");
}

bool wantsVerdict(const AuditRequest& request, const RunRecord& run)
{
    return request.verdict && !run.studies.has(kVerdictStudy);
}

/// Trains the run longer, adds searches or a verdict to it.
Audited goOn(const AuditRequest& request, const RunRecord& earlier, Progress& progress, RunControl& control,
             TrainObserver& observer)
{
    requireRowsToHalve(earlier.settings, request.repeats);
    const bool trained = earlier.result.outcome == RunOutcome::Finished;
    const bool onlyBeside =
        trained && !request.resumeToEpochs && (request.repeats.any() || wantsVerdict(request, earlier));
    const Settings settings = onlyBeside ? earlier.settings : settingsToGoOn(request, earlier);
    const LoadedData data = reloadData(earlier, request.files, request.load, progress);
    if (!data.dataset->origin.empty())
        observer.message(data.dataset->origin);
    RunRecord run = onlyBeside
        ? earlier
        : searchAndRecord(data.dataset, data.source, settings, control, observer, &earlier.result);
    run.created = earlier.created;
    repeatSearch(run, data.dataset, request.repeats, control, observer);
    return {std::move(run), data.dataset};
}

/// @return the run has a new verdict
bool addVerdict(const AuditRequest& request, Audited& audited, RunControl& control, TrainObserver& observer,
                ProveObserver& trainings)
{
    RunRecord& run = audited.run;
    const bool whole = run.result.outcome == RunOutcome::Finished && !control.stopRequested();
    if (!whole || !wantsVerdict(request, run))
        return false;
    const StudyKind& study = studyKind(kVerdictStudy);
    try {
        TrainObserver quiet;
        const StudyOutcome outcome = runStudy(
            study, {run, audited.dataset, *request.verdict, {}, programVersion(), control, trainings, quiet});
        if (outcome.result)
            run.studies.put(study.name, outcome.result);
        return static_cast<bool>(outcome.result);
    } catch (const InputError& error) {
        observer.message("There is no verdict. " + std::string(error.what()));
        return false;
    }
}

/// The result must not replace what it is made from.
void requireOutOfTheWay(const AuditRequest& request)
{
    requireWritable(*request.out);
    std::vector<std::filesystem::path> inputs = request.files;
    for (const auto& input : {request.schema, request.ranges, schemaBeside(request.files)}) {
        if (input)
            inputs.push_back(*input);
    }
    for (const auto& input : inputs) {
        std::error_code ignored;
        if (std::filesystem::equivalent(input, *request.out, ignored))
            throw InputError("The run cannot be saved as " + request.out->string()
                             + ": that is one of the files that it reads. Choose another name.");
    }
}

} // namespace

RunRecord searchAndRecord(const std::shared_ptr<const Dataset>& dataset, const SourceReference& source,
                          const Settings& settings, RunControl& control, TrainObserver& observer,
                          const SearchResult* resume)
{
    RunRecord run = recordOf(*dataset, source, settings);
    run.result = runSearch(dataset, settings, control, observer, resume);
    if (resume && hasRepeats(resume->ranking)) {
        run.result.messages.emplace_back("The searches with other seeds, on half-samples or at another scale "
                                         "went with the shorter search and "
                                         "are not kept; a fresh audit makes them anew.");
        observer.message(run.result.messages.back());
    }
    judgeOnTestRows(dataset, settings, run.result);
    run.peakBytes = peakMemoryBytes();
    return run;
}

RunRecord searchPathAndRecord(const std::shared_ptr<const Dataset>& dataset, const SourceReference& source,
                              const Settings& settings, const AlphaPathPlan& plan, RunControl& control,
                              TrainObserver& observer)
{
    RunRecord run = recordOf(*dataset, source, settings);
    AlphaPath path = searchAlphaPath(dataset, settings, plan, control, observer);
    if (path.outcome == RunOutcome::Finished)
        observer.message("\n" + pathText(path));
    keepPath(std::move(path), dataset, run);
    return run;
}

RunRecord runAudit(const AuditRequest& request, Progress& progress, RunControl& control,
                   TrainObserver& observer, ProveObserver* trainings)
{
    ProveObserver unheard;
    if (request.out)
        requireOutOfTheWay(request);
    if (request.verdict)
        studyKind(kVerdictStudy).check(*request.verdict);
    AuditDocument document;
    Audited audited;
    if (request.resume) {
        document = readAudit(*request.resume);
        if (document.runs.empty())
            throw InputError(request.resume->string() + " holds no run to go on with.");
        audited = goOn(request, document.runs.back(), progress, control, observer);
    } else {
        request.settings.validate();
        requireRowsToHalve(request.settings, request.repeats);
        document.runs.emplace_back();
        audited = runFresh(request, progress, control, observer);
    }
    const auto save = [&] {
        document.runs.back() = audited.run;
        if (request.out)
            writeAudit(*request.out, document);
    };
    save();
    if (addVerdict(request, audited, control, observer, trainings ? *trainings : unheard))
        save();
    return std::move(audited.run);
}

} // namespace leap
