// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/study_result.h"

#include "core/base/error.h"

namespace leap {

void StudyResults::put(const std::string& study, StudyResult result)
{
    m_unreadable.erase(study);
    m_made[study] = std::move(result);
}

void StudyResults::putUnreadable(const std::string& study, Unreadable stored)
{
    m_made.erase(study);
    m_unreadable[study] = std::move(stored);
}

void StudyResults::erase(const std::string& study)
{
    m_made.erase(study);
    m_unreadable.erase(study);
}

bool StudyResults::has(const std::string& study) const
{
    return m_made.contains(study) || m_unreadable.contains(study);
}

StudyResult StudyResults::find(const std::string& study) const
{
    const auto place = m_made.find(study);
    return place == m_made.end() ? StudyResult() : place->second;
}

const StudyResults::Unreadable* StudyResults::unreadable(const std::string& study) const
{
    const auto place = m_unreadable.find(study);
    return place == m_unreadable.end() ? nullptr : &place->second;
}

void StudyResults::requireReadable(const std::string& study) const
{
    if (const Unreadable* stored = unreadable(study))
        throw InputError(stored->why);
}

} // namespace leap
