// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/numpy/npy_header.h"

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/text.h"

#include <algorithm>
#include <charconv>

namespace leap {
namespace {

constexpr size_t kMagic = 6, kMostHeader = 1 << 20;
constexpr int64_t kMostElements = int64_t{1} << 48; ///< beyond: a lie

[[noreturn]] void refuse(const std::string& where, const std::string& why)
{
    throw InputError(where + ": " + why + "; the array is damaged or cut short.");
}

/// A Python literal of dicts, tuples, lists, texts, numbers and truth values as JSON.
std::string asJson(std::string_view literal)
{
    std::string json;
    char quote = '\0';
    for (size_t i = 0; i < literal.size(); ++i) {
        const char c = literal[i];
        if (quote != '\0') {
            if (c == '\\' && i + 1 < literal.size())
                json.append("\\").push_back(literal[++i]);
            else if (c == quote)
                json.push_back('"'), quote = '\0';
            else
                c == '"' ? json.append("\\\"") : json.append(1, c);
            continue;
        }
        if (c == '\'' || c == '"')
            json.push_back('"'), quote = c;
        else if (c == '(')
            json.push_back('[');
        else if (c == ')')
            json.push_back(']');
        else if (literal.substr(i).starts_with("True"))
            json += "true", i += 3;
        else if (literal.substr(i).starts_with("False"))
            json += "false", i += 4;
        else if (c != 'L') // Python 2 wrote 3L
            json.push_back(c);
    }
    return json;
}

/// Without the comma after a last element, which Python allows.
std::string withoutLastCommas(const std::string& json)
{
    std::string plain;
    bool text = false;
    for (size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        text = c == '"' && (i == 0 || json[i - 1] != '\\') ? !text : text;
        const size_t next = json.find_first_not_of(" \n", i + 1);
        const bool last = next != std::string::npos && (json[next] == ']' || json[next] == '}');
        if (c != ',' || text || !last)
            plain.push_back(c);
    }
    return plain;
}

/// What the head says of `name`; null where it does not.
const Json* entryOf(const Json& head, const std::string& name)
{
    const auto found = head.find(name);
    return found == head.end() ? nullptr : &*found;
}

std::vector<int64_t> shapeOf(const Json& json, const std::string& where)
{
    std::vector<int64_t> shape;
    int64_t elements = 1;
    for (const Json& size : json) {
        if (!size.is_number_integer() || size.get<int64_t>() < 0 || size.get<int64_t>() > kMostElements)
            refuse(where, "its shape is no shape");
        shape.push_back(size.get<int64_t>());
        if (shape.back() > 0 && elements > kMostElements / shape.back())
            refuse(where, "its shape is too large");
        elements *= std::max<int64_t>(shape.back(), 1);
    }
    return shape;
}

/// "<f8", "|S5", "<M8[ns]"
NpyType typeOf(const std::string& text, const std::string& where)
{
    NpyType type;
    type.text = text;
    if (text.size() < 2)
        refuse(where, "'" + text + "' is no type");
    const bool order = text[0] == '<' || text[0] == '>' || text[0] == '|' || text[0] == '=';
    type.bigEndian = text[0] == '>';
    const size_t at = order ? 1 : 0;
    type.kind = text[at];
    if (type.kind == '?')
        type.kind = 'b';
    const char* end = text.data() + text.size();
    const auto digits = std::from_chars(text.data() + at + 1, end, type.bytes);
    if (digits.ec != std::errc() && text[at] != '?' && type.kind != 'O')
        refuse(where, "'" + text + "' is no type");
    if (text[at] == '?' || type.kind == 'O')
        type.bytes = std::max<int64_t>(type.bytes, 1);
    const size_t bracket = text.find('[');
    if (bracket != std::string::npos && text.back() == ']')
        type.unit = text.substr(bracket + 1, text.size() - bracket - 2);
    if (type.bytes < 0 || type.bytes > (1 << 20))
        refuse(where, "'" + text + "' is no type");
    if (type.kind == 'U')
        type.bytes *= 4; // UTF-32
    return type;
}

void refuseObjects(const NpyType& type, const std::string& where)
{
    if (type.kind == 'O')
        throw InputError(
            where + (type.name.empty() ? std::string() : ": field '" + type.name + "'")
            + ": holds Python objects, which would run code when they are read. Write it with a type "
              "of its own, as in np.savez('data.npz', name=a.astype(float)), or .astype(str) for "
              "texts.");
}

void addFields(const Json& descr, const std::string& where, NpyHeader& header)
{
    for (const Json& field : descr) {
        if (!field.is_array() || field.size() < 2 || !field[1].is_string())
            throw InputError(where
                             + ": a field in a field is not read; write each field as an array of its own.");
        NpyType type = typeOf(field[1].get<std::string>(), where);
        const Json& name = field[0].is_array() && !field[0].empty() ? field[0].back() : field[0];
        type.name = name.is_string() ? name.get<std::string>() : std::string();
        type.offset = header.itemBytes;
        if (field.size() > 2) {
            for (const int64_t size : shapeOf(field[2], where))
                type.count *= size;
        }
        refuseObjects(type, where);
        header.itemBytes += type.bytes * type.count;
        if (!type.name.empty()) // padding has none
            header.types.push_back(std::move(type));
    }
}

void checkSize(const NpyHeader& header, uint64_t left, const std::string& where)
{
    uint64_t bytes = static_cast<uint64_t>(header.itemBytes);
    for (const int64_t size : header.shape) {
        if (size > 0 && bytes > (uint64_t{1} << 62) / static_cast<uint64_t>(size))
            refuse(where, "its shape " + header.shapeText() + " is too large");
        bytes *= static_cast<uint64_t>(size);
    }
    if (bytes > left)
        refuse(where,
               "its shape " + header.shapeText() + " needs " + grouped(static_cast<int64_t>(bytes))
                   + " bytes, it has " + grouped(static_cast<int64_t>(left)));
}

} // namespace

std::string NpyHeader::shapeText() const
{
    std::vector<std::string> sizes;
    for (const int64_t size : shape)
        sizes.push_back(std::to_string(size));
    return "[" + join(sizes, ", ") + "]";
}

NpyHeader readNpyHeader(ByteSource& source, const std::string& where)
{
    std::string begin(kMagic + 4, '\0');
    if (source.size() < begin.size())
        refuse(where, "it ends in its head");
    source.read(begin.data(), begin.size());
    if (!begin.starts_with("\x93NUMPY"))
        throw InputError(where + ": is no NumPy array.");
    const auto byte = [&](size_t at) { return static_cast<size_t>(static_cast<unsigned char>(begin[at])); };
    size_t size = byte(8) + 256 * byte(9), before = begin.size();
    if (byte(kMagic) > 1) { // two more bytes of the size
        begin.resize(before + 2);
        source.read(begin.data() + before, 2);
        size += (byte(10) << 16) + (byte(11) << 24);
        before += 2;
    }
    if (size > kMostHeader || size > source.size() - before)
        refuse(where, "its head is too large");
    std::string literal(size, '\0');
    source.read(literal.data(), size);
    const Json head = Json::parse(withoutLastCommas(asJson(literal)), nullptr, false);
    const Json* types = head.is_object() ? entryOf(head, "descr") : nullptr;
    const Json* shape = head.is_object() ? entryOf(head, "shape") : nullptr;
    if (types == nullptr || shape == nullptr || !shape->is_array())
        refuse(where, "its head cannot be read");
    NpyHeader header;
    const Json* fortran = entryOf(head, "fortran_order");
    header.fortran = fortran != nullptr && *fortran == true;
    header.shape = shapeOf(*shape, where);
    if (types->is_string()) {
        header.types.push_back(typeOf(types->get<std::string>(), where));
        header.itemBytes = header.types.front().bytes;
        refuseObjects(header.types.front(), where);
    } else {
        header.structured = true;
        addFields(*types, where, header);
    }
    checkSize(header, source.size() - before - size, where);
    return header;
}

} // namespace leap
