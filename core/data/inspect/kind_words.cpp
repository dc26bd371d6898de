// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/inspect/kind_words.h"

#include "core/data/schema/name_words.h"

#include <algorithm>
#include <span>
#include <vector>

namespace leap {
namespace {

constexpr double kSure = 6, kLikely = 2.5, kHint = 1.5;

using Word = std::string_view;
using Words = std::vector<std::string>;

/// Words for an id, wherever it comes from.
constexpr Word kIdWords[] = {
    "id",           "ids",    "uid",      "uuid",    "guid",    "gid",   "sid",      "pid",      "cid",
    "aid",          "mid",    "tid",      "rid",     "oid",     "vid",   "key",      "code",     "codes",
    "cd",           "hash",   "hashed",   "zip",     "zipcode", "zip5",  "postal",   "postcode", "plz",
    "cep",          "sku",    "asin",     "ean",     "upc",     "gtin",  "isbn",     "issn",     "ssn",
    "imei",         "iban",   "bin",      "ip",      "ipv4",    "phone", "msisdn",   "tel",      "fax",
    "token",        "idx",    "index",    "fips",    "naics",   "sic",   "icd",      "cpt",      "ndc",
    "mcc",          "npi",    "serial",   "barcode", "asn",     "vin",   "username", "pk",       "fk",
    "kundennummer", "nummer", "serialno", "wban",    "wmo",     "puma",  "rowid",    "tailnum",  "encoded",
    "enc",          "lookup"};

/// Things that are counted, not measured: a column called so holds which one it is.
constexpr Word kThings[] = {"user",       "item",          "product",      "prod",         "movie",
                            "film",       "song",          "artist",       "album",        "track",
                            "store",      "shop",          "seller",       "buyer",        "merchant",
                            "vendor",     "supplier",      "customer",     "cust",         "client",
                            "member",     "visitor",       "session",      "order",        "transaction",
                            "invoice",    "basket",        "ad",           "advert",       "creative",
                            "campaign",   "advertiser",    "publisher",    "site",         "app",
                            "domain",     "page",          "url",          "device",       "browser",
                            "os",         "carrier",       "flight",       "airline",      "airport",
                            "route",      "station",       "city",         "region",       "country",
                            "county",     "state",         "district",     "municipality", "zone",
                            "location",   "place",         "venue",        "geo",          "address",
                            "account",    "card",          "category",     "cat",          "subcategory",
                            "subcat",     "cate",          "brand",        "group",        "cluster",
                            "segment",    "class",         "type",         "kind",         "department",
                            "dept",       "aisle",         "team",         "player",       "employee",
                            "manager",    "mgr",           "agent",        "teacher",      "student",
                            "school",     "hospital",      "doctor",       "patient",      "provider",
                            "driver",     "vehicle",       "model",        "version",      "tag",
                            "topic",      "keyword",       "query",        "author",       "genre",
                            "channel",    "placement",     "slot",         "banner",       "adgroup",
                            "document",   "doc",           "article",      "post",         "thread",
                            "question",   "photo",         "hotel",        "property",     "host",
                            "listing",    "cookie",        "sensor",       "machine",      "node",
                            "server",     "port",          "tract",        "block",        "neighborhood",
                            "street",     "branch",        "warehouse",    "office",       "worker",
                            "operator",   "resource",      "role",         "title",        "family",
                            "rollup",     "material",      "part",         "component",    "batch",
                            "lot",        "policy",        "plan",         "offer",        "coupon",
                            "promotion",  "promo",         "deal",         "video",        "book",
                            "game",       "recipe",        "merch",        "chain",        "company",
                            "firm",       "org",           "organization", "destination",  "dest",
                            "origin",     "market",        "language",     "lang",         "kunde",
                            "artikel",    "filiale",       "produkt",      "cliente",      "producto",
                            "produit",    "magasin",       "tienda",       "dma",          "msa",
                            "entity",     "object",        "target",       "source",       "person",
                            "household",  "visit",         "event",        "ticket",       "contract",
                            "claim",      "license",       "licence",      "registration", "tracking",
                            "reference",  "mobile",        "parcel",       "addr",         "unit",
                            "fl",         "flt",           "encounter",    "admission",    "subject",
                            "row",        "neighbourhood", "residence",    "proxy",        "platform",
                            "connection", "network",       "uploader",     "creator"};

/// Quantities and their units: a column called so holds how much.
constexpr Word kQuantities[] = {
    "price",       "cost",      "amount",      "amt",        "total",      "sum",        "avg",
    "average",     "mean",      "median",      "min",        "max",        "minimum",    "maximum",
    "std",         "stddev",    "count",       "counts",     "cnt",        "qty",        "quantity",
    "age",         "days",      "hours",       "minutes",    "mins",       "seconds",    "secs",
    "sec",         "ms",        "msec",        "millis",     "months",     "weeks",      "years",
    "year",        "yr",        "duration",    "time",       "elapsed",    "delay",      "lag",
    "lead",        "since",     "ago",         "recency",    "frequency",  "freq",       "monetary",
    "tenure",      "size",      "length",      "len",        "width",      "height",     "depth",
    "weight",      "mass",      "area",        "volume",     "vol",        "sqft",       "sqm",
    "acres",       "distance",  "dist",        "km",         "miles",      "mileage",    "odometer",
    "speed",       "rate",      "ratio",       "pct",        "percent",    "percentage", "share",
    "score",       "rating",    "rank",        "points",     "balance",    "bal",        "income",
    "salary",      "wage",      "wages",       "revenue",    "sales",      "profit",     "loss",
    "gain",        "tax",       "fee",         "fare",       "tip",        "bill",       "budget",
    "debt",        "limit",     "payment",     "paid",       "deposit",    "premium",    "value",
    "worth",       "usd",       "eur",         "dollars",    "cents",      "views",      "clicks",
    "impressions", "likes",     "votes",       "comments",   "shares",     "downloads",  "followers",
    "friends",     "visits",    "hits",        "installs",   "population", "pop",        "bytes",
    "bits",        "kb",        "mb",          "gb",         "packets",    "pkts",       "temp",
    "temperature", "pressure",  "humidity",    "elevation",  "altitude",   "power",      "energy",
    "voltage",     "current",   "consumption", "watts",      "calories",   "hp",         "horsepower",
    "load",        "capacity",  "stock",       "inventory",  "demand",     "interest",   "timestamp",
    "ts",          "epoch",     "unixtime",    "reviews",    "purchases",  "calls",      "units",
    "qtr",         "exposure",  "credit",      "mortgage",   "asset",      "assets",     "spend",
    "spent",       "expense",   "turnover",    "earnings",   "wealth",     "gap",        "offset",
    "position",    "level",     "intensity",   "signal",     "glucose",    "insulin",    "cholesterol",
    "platelets",   "anzahl",    "menge",       "preis",      "betrag",     "alter",      "umsatz",
    "dauer",       "prix",      "montant",     "precio",     "edad",       "cantidad",   "slope",
    "aspect",      "hillshade", "wordcount",   "vintage",    "when",       "step",       "period",
    "reading",     "readings",  "dt",          "datetime",   "date",       "stamp",      "nb",
    "bid",         "bids",      "amnt",        "inc",        "mths",       "feet",       "ft",
    "cycle",       "cycles",    "kilometer",   "kilometers", "ps",         "nights",     "availability",
    "latitude",    "longitude", "chars",       "words",      "tokens",     "hrs",        "mi",
    "kwh",         "mph",       "kmh",         "deg",        "degree",     "degrees",    "latency",
    "throughput",  "occupancy", "yield",       "output"};

/// A name that begins so counts: num_items, n_users, total_orders.
constexpr Word kCounters[] = {
    "num",     "n",       "nb",      "nbr",     "total", "sum",     "avg",   "mean",  "max", "min",
    "count",   "cnt",     "average", "median",  "std",   "number",  "no",    "how",   "cum", "cumulative",
    "days",    "hours",   "minutes", "seconds", "weeks", "months",  "years", "year",  "yr",  "mths",
    "minimum", "maximum", "nr",      "qty",     "pct",   "percent", "time",  "anzahl"};

/// Endings of words without a blank between, as "userid" and "viewcount".
constexpr Word kIdEndings[] = {"id", "key", "hash", "zip"};
/// Words that end in "id" and are none.
constexpr Word kNoIds[] = {
    "paid",   "grid",    "humid",  "valid",   "avid",  "solid", "void",     "acid",    "fluid",   "rapid",
    "mid",    "covid",   "kid",    "lid",     "said",  "laid",  "hybrid",   "thyroid", "steroid", "android",
    "liquid", "invalid", "unpaid", "prepaid", "lipid", "bid",   "centroid", "squid",   "amid",    "avoid"};
constexpr Word kQuantityEndings[] = {
    "count", "price", "amount", "cost",    "size", "time", "length", "distance", "score", "rate",   "total",
    "sum",   "bytes", "days",   "balance", "feet", "cnt",  "amt",    "since",    "value", "weight", "wgt"};
/// Beginnings of words without a blank between: numvotes, totalcharges.
constexpr Word kCounterBeginnings[] = {"num", "total", "max", "min", "avg"};
/// Words in plural that end a name say how many: rooms, employees.
constexpr Word kPlurals[] = {"users",        "items",    "rooms",      "orders",  "employees", "customers",
                             "products",     "visits",   "sessions",   "events",  "words",     "pages",
                             "bedrooms",     "children", "people",     "persons", "students",  "households",
                             "transactions", "trips",    "passengers", "seats",   "steps",     "friends",
                             "members",      "stores",   "cars"};

bool isOneOf(std::span<const Word> words, Word word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// What is before an ending of a word; empty where it does not end so.
Word before(Word word, Word ending)
{
    return word.size() > ending.size() && word.substr(word.size() - ending.size()) == ending
        ? word.substr(0, word.size() - ending.size())
        : Word();
}

/// "movieid", "viewcount", "numvotes": words that were glued together.
double pointsOfGlued(Word word)
{
    constexpr size_t kShort = 3; // "sid" may be anything
    if (!before(word, "code").empty())
        return kSure;
    for (const Word ending : kIdEndings) {
        if (isOneOf(kThings, before(word, ending)))
            return kSure;
    }
    if (!before(word, "id").empty() && word.size() > kShort && !isOneOf(kNoIds, word))
        return kLikely;
    for (const Word ending : kQuantityEndings) {
        if (before(word, ending).size() >= kShort)
            return -kLikely;
    }
    const auto begins = [&](Word begin) {
        return word.size() > begin.size() + kShort && word.substr(0, begin.size()) == begin
            && word != "numeric";
    };
    return std::any_of(std::begin(kCounterBeginnings), std::end(kCounterBeginnings), begins) ? -kLikely : 0;
}

/// What a word says as the last one of a name.
double pointsOfLast(Word word)
{
    if (isOneOf(kIdWords, word))
        return kSure;
    if (isOneOf(kQuantities, word) || isOneOf(kPlurals, word))
        return -kSure;
    if (word == "number" || word == "nr" || word == "num")
        return kHint;
    return isOneOf(kThings, word) ? kLikely : pointsOfGlued(word);
}

/// account_number, flightNo, customer_nr: which one.
bool numbersThings(const Words& words)
{
    const Word last = words.back();
    return words.size() >= 2 && (last == "number" || last == "no" || last == "nr" || last == "nbr")
        && (isOneOf(kThings, words[words.size() - 2]) || isOneOf(kIdWords, words[words.size() - 2]));
}

bool isDigits(Word word)
{
    return word.find_first_not_of("0123456789") == Word::npos;
}

/// Words of periods and numbers at the end qualify the words before: clicks_7d, price_2020, PAY_AMT1.
void dropQualifiers(Words& words)
{
    constexpr Word kQualifiers[] = {"d",    "h",   "m",     "w",   "y",   "x",    "new",  "old",
                                    "orig", "raw", "clean", "usd", "eur", "prev", "last", "today"};
    while (words.size() > 1 && (isDigits(words.back()) || isOneOf(kQualifiers, words.back())))
        words.pop_back();
}

NameHint anyWord(const Words& words)
{
    for (const std::string& word : words) {
        if (isOneOf(kIdWords, word))
            return {kLikely, word};
    }
    for (const std::string& word : words) {
        if (isOneOf(kQuantities, word))
            return {-kLikely, word};
    }
    for (const std::string& word : words) {
        if (isOneOf(kThings, word))
            return {kHint, word};
    }
    return {};
}

} // namespace

NameHint kindByName(std::string_view name)
{
    Words words = wordsOf(name);
    dropQualifiers(words);
    if (words.empty())
        return {};
    if (numbersThings(words))
        return {kSure, words.back()};
    const double last = pointsOfLast(words.back());
    if (last >= kSure)
        return {last, words.back()};
    for (const std::string& word : words) {
        if (words.size() >= 2 && (word == "per" || word == "since" || word == "until"))
            return {-kSure, word};
    }
    if (words.size() >= 2 && isOneOf(kCounters, words.front()))
        return {-kSure, words.front()};
    if (last != 0)
        return {last, words.back()};
    return anyWord(words);
}

bool namesRowWeight(std::string_view name)
{
    static constexpr Word kRows[] = {"sample", "row", "case", "instance", "observation", "obs", "survey"};
    const Words words = wordsOf(name);
    return words.size() == 2 && isOneOf(kRows, words[0])
        && (words[1] == "weight" || words[1] == "weights" || words[1] == "wt");
}

bool namesFold(std::string_view name)
{
    static constexpr Word kFolds[] = {"fold", "folds", "kfold", "cvfold"};
    const Words words = wordsOf(name);
    return (words.size() == 1 && isOneOf(kFolds, words[0]))
        || (words.size() == 2
            && ((isOneOf(kFolds, words[0]) && (words[1] == "id" || words[1] == "number"))
                || (isOneOf(kFolds, words[1]) && (words[0] == "cv" || words[0] == "k"))));
}

} // namespace leap
