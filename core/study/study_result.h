// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <typeinfo>
#include <utility>

namespace leap {

/// The name of the study whose result T is; specialised next to T.
template <typename T> inline constexpr const char* studyName = nullptr;

/// What a study found: a value of the study's own result type that never changes. Copies share it.
class StudyResult {
public:
    StudyResult() = default;
    template <typename T> [[nodiscard]] static StudyResult of(T found)
    {
        StudyResult result;
        result.m_found = std::make_shared<const T>(std::move(found));
        result.m_type = &typeid(T);
        return result;
    }
    /// Null where there is none, or where it is of another type.
    template <typename T> [[nodiscard]] const T* as() const
    {
        return m_type && *m_type == typeid(T) ? static_cast<const T*>(m_found.get()) : nullptr;
    }
    explicit operator bool() const { return m_found != nullptr; }

private:
    std::shared_ptr<const void> m_found;
    const std::type_info* m_type = nullptr;
};

/// The results of the studies of one run, by the studies' names. A result that a file holds but that could
/// not be read keeps its text, so that writing the file again loses nothing.
class StudyResults {
public:
    struct Unreadable {
        std::string text; ///< as in the file
        std::string why; ///< a sentence that names the place
    };

    void put(const std::string& study, StudyResult result);
    void putUnreadable(const std::string& study, Unreadable stored);
    template <typename T> void put(T found) { put(studyName<T>, StudyResult::of(std::move(found))); }
    void erase(const std::string& study);

    /// There is a result, readable or not.
    [[nodiscard]] bool has(const std::string& study) const;
    template <typename T> [[nodiscard]] bool has() const { return has(studyName<T>); }

    /// Empty where there is none, or none that could be read.
    [[nodiscard]] StudyResult find(const std::string& study) const;
    /// Null where there is none, or none that could be read.
    template <typename T> [[nodiscard]] const T* find() const
    {
        const auto place = m_made.find(studyName<T>);
        return place == m_made.end() ? nullptr : place->second.template as<T>();
    }
    /// As find(). @throws InputError where there is one that could not be read
    template <typename T> [[nodiscard]] const T* get() const
    {
        requireReadable(studyName<T>);
        return find<T>();
    }

    /// Null where the result is readable or there is none.
    [[nodiscard]] const Unreadable* unreadable(const std::string& study) const;

private:
    void requireReadable(const std::string& study) const;

    std::map<std::string, StudyResult> m_made;
    std::map<std::string, Unreadable> m_unreadable;
};

} // namespace leap
