// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_run.h"

#include "core/audit/audit_data.h"
#include "core/audit/audit_file.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/utc_time.h"
#include "core/model/head_file.h"

#include <algorithm>
#include <sys/resource.h>
#include <utility>

namespace leap {
namespace {

int64_t peakBytes()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return int64_t{usage.ru_maxrss} * 1024; // Linux counts in KiB
}

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

/// The head by its absolute path and its digest, so that a later step cannot load another one unseen.
Settings withHeadNamed(Settings settings, Notes& notes)
{
    if (settings.head.file.empty())
        return settings;
    settings.head.file = std::filesystem::absolute(settings.head.file).lexically_normal().string();
    settings.head.sha256 = headSha256(settings.head.file);
    notes.say(headWarning(settings.head));
    return settings;
}

RunRecord runFresh(const AuditRequest& request, Progress& progress, RunControl& control,
                   TrainObserver& observer)
{
    Notes notes(observer);
    const Settings settings = withHeadNamed(request.settings, notes);
    const LoadedData data = loadData(request, progress, [&](const std::string& text) { notes.say(text); });
    RunRecord run = searchAndRecord(data.dataset, data.source, settings, control, observer);
    notes.putBefore(run.result.messages);
    return run;
}

/// The run's own settings, with more epochs where they are asked for.
Settings settingsToGoOn(const AuditRequest& request, const RunRecord& earlier)
{
    const int64_t planned = earlier.result.plan.epochs;
    Settings settings = earlier.settings;
    if (request.resumeToEpochs) {
        if (*request.resumeToEpochs <= planned)
            throw InputError("The run in " + request.resume->string() + " is planned for " + grouped(planned)
                             + " epochs; to go on beyond them, ask for more than " + grouped(planned)
                             + ", not " + std::to_string(*request.resumeToEpochs) + ".");
        settings.epochs = *request.resumeToEpochs;
    } else if (earlier.result.outcome == RunOutcome::Finished) {
        throw InputError("The run in " + request.resume->string() + " was finished already, after "
                         + grouped(static_cast<int64_t>(earlier.result.epochs.size()))
                         + " epochs. To train it further, say to how many: --epochs "
                         + std::to_string(2 * planned) + ".");
    }
    return settings;
}

RunRecord goOn(const AuditRequest& request, const RunRecord& earlier, Progress& progress, RunControl& control,
               TrainObserver& observer)
{
    const Settings settings = settingsToGoOn(request, earlier);
    const LoadedData data = reloadData(earlier, request.files, progress);
    RunRecord run = searchAndRecord(data.dataset, data.source, settings, control, observer, &earlier.result);
    run.created = earlier.created;
    return run;
}

/// The result must not replace what it is made from.
void requireOutOfTheWay(const AuditRequest& request)
{
    requireWritable(*request.out);
    std::vector<std::filesystem::path> inputs = request.files;
    for (const auto& input : {request.schema, request.ranges}) {
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
    RunRecord run;
    run.created = nowUtc();
    run.version = programVersion();
    run.source = source;
    run.schema = dataset->schema;
    run.settings = settings;
    run.card = dataset->card;
    run.facts = dataset->facts;
    run.result = runSearch(dataset, settings, control, observer, resume);
    run.peakBytes = peakBytes();
    return run;
}

RunRecord runAudit(const AuditRequest& request, Progress& progress, RunControl& control,
                   TrainObserver& observer)
{
    if (request.out)
        requireOutOfTheWay(request);
    AuditDocument document;
    if (request.resume) {
        document = readAudit(*request.resume);
        if (document.runs.empty())
            throw InputError(request.resume->string() + " holds no run to go on with.");
        document.runs.back() = goOn(request, document.runs.back(), progress, control, observer);
    } else {
        request.settings.validate();
        document.runs.push_back(runFresh(request, progress, control, observer));
    }
    if (request.out)
        writeAudit(*request.out, document);
    return std::move(document.runs.back());
}

} // namespace leap
