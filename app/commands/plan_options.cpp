// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/plan_options.h"

#include "app/commands/command.h"

namespace leap::app {

void PlanOptions::add(CLI::App& app, const std::vector<PlanField>& fields)
{
    for (const PlanField& field : fields) {
        Given& given = m_given.emplace_back(Given{field, {}, nullptr});
        given.option = addOption(app, field, given.value);
    }
}

CLI::Option* PlanOptions::addOption(CLI::App& app, const PlanField& field, Value& value)
{
    using Kind = PlanField::Kind;
    const std::string name = field.option();
    switch (field.kind) {
    case Kind::Count: {
        auto& count = value.emplace<int64_t>(field.fallback.get<int64_t>());
        auto* option =
            app.add_option(name, count, field.help)
                ->check(CLI::Range(static_cast<int64_t>(field.low), static_cast<int64_t>(field.high)));
        return field.automatic.empty() ? option->capture_default_str() : option;
    }
    case Kind::Seed:
        return app.add_option(name, value.emplace<std::string>(field.fallback.dump()), field.help)
            ->capture_default_str();
    case Kind::Number:
        return app.add_option(name, value.emplace<double>(field.fallback.get<double>()), field.help)
            ->capture_default_str();
    case Kind::Switch:
        return app.add_flag(name, value.emplace<bool>(false), field.help);
    case Kind::Choice:
        return app.add_option(name, value.emplace<std::string>(), field.help);
    case Kind::Names:
        return addNames(
                   app, name.c_str(),
                   value.emplace<std::vector<std::string>>(field.fallback.get<std::vector<std::string>>()),
                   field.help.c_str())
            ->capture_default_str();
    case Kind::Numbers:
        break;
    }
    auto& numbers = value.emplace<std::vector<double>>(field.fallback.get<std::vector<double>>());
    return app.add_option(name, numbers, field.help)
        ->delimiter(',')
        ->allow_extra_args(false)
        ->capture_default_str();
}

Json PlanOptions::plan() const
{
    Json plan = Json::object();
    for (const Given& given : m_given) {
        if (given.option->count() == 0)
            continue;
        plan[given.field.key] = given.field.kind == PlanField::Kind::Seed
            ? Json(parseSeed(std::get<std::string>(given.value)))
            : std::visit([](const auto& value) { return Json(value); }, given.value);
    }
    return plan;
}

} // namespace leap::app
