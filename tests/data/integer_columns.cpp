// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/integer_columns.h"

namespace leap::test {
namespace {

constexpr bool kId = true, kNumber = false;

/// Advertising logs: Criteo, Avazu, Outbrain, Taobao, iPinYou.
std::vector<IntegerColumn> advertising()
{
    return {
        {"C14", kId, 8000, Effect::ByThing, things(2000, 1.1, Naming::Base)},
        {"I2", kNumber, 8000, Effect::BySize, logNormal(2.2, 2)},
        {"C17", kId, 8000, Effect::ByThing, things(400, 1.0, Naming::From1)},
        {"I5", kNumber, 8000, Effect::None, logNormal(6, 2.5)},
        {"display_id", kId, 8000, Effect::None, runs(4, 2)},
        {"I10", kNumber, 12000, Effect::None, logNormal(3, 1.5)},
        {"ad_id", kId, 8000, Effect::ByThing, things(3000, 0.9, Naming::Sparse)},
        {"bidprice", kNumber, 8000, Effect::BySize, logNormal(5.5, 0.4)},
        {"adgroup_id", kId, 6000, Effect::None, things(5000, 0.8, Naming::Sparse)},
        {"payprice", kNumber, 8000, Effect::BySize, logNormal(4.3, 0.7)},
        {"cate_id", kId, 6000, Effect::ByThing, things(900, 1.0, Naming::Sparse)},
        {"time_since_last_click", kNumber, 8000, Effect::BySize, exponential(90'000)},
        {"campaign", kId, 9000, Effect::ByThing, things(675, 1.0, Naming::Wide)},
        {"slotfloorprice", kNumber, 8000, Effect::None, mostlyZero(.4, 4, .8)},
        {"brand", kId, 9000, Effect::None, things(2500, 1.1, Naming::From1)},
        {"impressions_7d", kNumber, 9000, Effect::BySize, logNormal(4, 1.4)},
        {"userid", kId, 8000, Effect::None, things(3500, 0, Naming::From1)},
        {"cost_micros", kNumber, 8000, Effect::None, logNormal(11, .9, 100)},
        {"publisher_id", kId, 8000, Effect::ByThing, things(260, 1.2, Naming::From1)},
        {"nb_clicks", kNumber, 9000, Effect::BySize, logNormal(2.5, 1.5)},
        {"document_id", kId, 8000, Effect::None, things(3000, .9, Naming::Wide)},
        {"x3", kNumber, 8000, Effect::BySize, logNormal(5, 1.3)},
        {"f12", kId, 8000, Effect::ByThing, things(700, .8, Naming::Hash)},
        {"var_7", kNumber, 8000, Effect::None, logNormal(9, 1, 50)},
    };
}

/// Shops and ratings: Instacart, MovieLens, Amazon, Otto, Tmall, online retail.
std::vector<IntegerColumn> shops()
{
    return {
        {"product_id", kId, 8000, Effect::ByThing, things(4000, 1, Naming::From1)},
        {"add_to_cart_total", kNumber, 8000, Effect::None, logNormal(3.6, 1)},
        {"order_id", kId, 8000, Effect::None, runs(9, 3)},
        {"days_since_registration", kNumber, 8000, Effect::BySize, exponential(600)},
        {"movieId", kId, 8000, Effect::ByThing, things(3700, .9, Naming::Sparse)},
        {"num_reviews", kNumber, 8000, Effect::BySize, logNormal(3.5, 1.5)},
        {"item", kId, 8000, Effect::ByThing, things(1700, .9, Naming::From0)},
        {"list_price_cents", kNumber, 8000, Effect::BySize, shopPrices(7.5, 1)},
        {"StockCode", kId, 9000, Effect::ByThing, things(2800, 1, Naming::Base)},
        {"amount", kNumber, 9000, Effect::BySize, logNormal(6, 1.1, 5)},
        {"CustomerID", kId, 9000, Effect::ByThing, things(1500, .7, Naming::Base)},
        {"Quantity", kNumber, 9000, Effect::None, logNormal(3, 1.3)},
        {"aisle_code", kId, 6000, Effect::ByThing, things(134, .6, Naming::From1)},
        {"basket_total", kNumber, 6000, Effect::BySize, logNormal(7.3, .8)},
        {"store_nbr", kId, 7000, Effect::ByThing, things(150, .2, Naming::From1)},
        {"unit_sales", kNumber, 7000, Effect::BySize, logNormal(3, 1.2)},
        {"seller", kId, 7000, Effect::ByThing, things(900, .9, Naming::Wide)},
        {"weight_g", kNumber, 7000, Effect::None, logNormal(6, 1, 10)},
        {"sku", kId, 7000, Effect::None, things(2500, .8, Naming::Snowflake)},
        {"view_count", kNumber, 7000, Effect::BySize, logNormal(5, 1.8)},
        {"col_4", kId, 9000, Effect::ByThing, things(1000, .9, Naming::Wide)},
        {"q17", kNumber, 9000, Effect::None, shopPrices(7, .9)},
        {"u", kId, 9000, Effect::ByThing, things(800, .4, Naming::From1)},
        {"z2", kNumber, 9000, Effect::BySize, logNormal(3.5, 1.1)},
        {"userID", kId, 9000, Effect::None, runs(30, 1)},
        {"length", kNumber, 6000, Effect::None, bell(220, 60, 20, 900)},
    };
}

/// People and money: Adult, Home Credit, German credit, KDD cups, bank marketing, IEEE fraud.
std::vector<IntegerColumn> money()
{
    return {
        {"zipcode", kId, 7000, Effect::ByThing, things(1200, .7, Naming::Wide)},
        {"fnlwgt", kNumber, 8000, Effect::None, logNormal(12, .55)},
        {"card1", kId, 8000, Effect::ByThing, things(2000, .9, Naming::Sparse)},
        {"capital-gain", kNumber, 8000, Effect::BySize, mostlyZero(.5, 8, 1.1)},
        {"addr1", kId, 8000, Effect::ByThing, things(160, 1.1, Naming::From1)},
        {"AMT_INCOME_TOTAL", kNumber, 8000, Effect::BySize, logNormal(11.8, .6, 500)},
        {"account_number", kId, 8000, Effect::ByThing, things(2500, .5, Naming::Wide)},
        {"DAYS_EMPLOYED", kNumber, 8000, Effect::BySize,
         each([](IntegerDraws& d) { return 1300 * std::log(d.uniform()); })},
        {"region_code", kId, 7000, Effect::ByThing, things(140, .5, Naming::From1)},
        {"credit_amount", kNumber, 7000, Effect::BySize, logNormal(7.8, .8)},
        {"phone", kId, 6000, Effect::None,
         each([](IntegerDraws& d) { return 600'000'000.0 + 17'389.0 * static_cast<double>(d.below(1800)); })},
        {"balance", kNumber, 8000, Effect::BySize,
         each([](IntegerDraws& d) { return std::exp(6.5 + 1.4 * d.normal()) - 400; })},
        {"employer", kId, 6000, Effect::ByThing, things(1000, .9, Naming::Sparse)},
        {"duration", kNumber, 8000, Effect::BySize, logNormal(5.2, .9)},
        {"merchant", kId, 8000, Effect::ByThing, things(700, 1, Naming::Hash)},
        {"loan_amnt", kNumber, 8000, Effect::BySize, logNormal(9.4, .6, 25)},
        {"policy_no", kId, 8000, Effect::None, things(3000, .1, Naming::Wide)},
        {"fico_score", kNumber, 8000, Effect::BySize, bell(690, 60, 300, 850)},
        {"occupation_code", kId, 8000, Effect::ByThing, things(350, .7, Naming::From1)},
        {"revol_bal", kNumber, 8000, Effect::None, logNormal(9, 1.1)},
        {"v21", kId, 9000, Effect::ByThing, things(500, .9, Naming::Sparse)},
        {"a9", kNumber, 9000, Effect::BySize, bell(690, 60, 300, 850)},
        {"feature_30", kId, 9000, Effect::None, things(600, 1, Naming::Wide)},
        {"x11", kNumber, 9000, Effect::None, logNormal(10.5, .7, 1000)},
        {"c5", kId, 9000, Effect::ByThing, things(300, .3, Naming::From0)},
        {"k_2", kNumber, 9000, Effect::BySize, mostlyZero(.6, 5, 1.2)},
    };
}

/// Travel, the web, nature and machines: flights, taxis, hotels, web logs, forest cover, bike sharing.
std::vector<IntegerColumn> travel()
{
    return {
        {"flight", kId, 8000, Effect::ByThing, things(1500, .7, Naming::From1)},
        {"distance", kNumber, 8000, Effect::BySize, logNormal(6.6, .6)},
        {"PULocationID", kId, 8000, Effect::ByThing, things(262, .9, Naming::From1)},
        {"elevation", kNumber, 8000, Effect::BySize, bell(2950, 280, 1850, 3860)},
        {"srch_destination_id", kId, 8000, Effect::ByThing, things(2500, .9, Naming::Sparse)},
        {"horizontal_distance_to_roadways", kNumber, 8000, Effect::BySize, exponential(1700)},
        {"hotel", kId, 8000, Effect::ByThing, things(1300, .7, Naming::Wide)},
        {"trip_duration", kNumber, 8000, Effect::None, logNormal(6.5, .8)},
        {"station", kId, 8000, Effect::ByThing, things(330, .5, Naming::Sparse)},
        {"passengers_per_month", kNumber, 6000, Effect::None, logNormal(7, 1)},
        {"site_hash", kId, 7000, Effect::None, things(1500, 1, Naming::Hash)},
        {"bytes_sent", kNumber, 7000, Effect::BySize, logNormal(8.5, 1.8)},
        {"ip", kId, 8000, Effect::ByThing, things(2500, 1, Naming::Sparse)},
        {"session_length_sec", kNumber, 8000, Effect::BySize, exponential(400)},
        {"device", kId, 8000, Effect::ByThing, things(400, 1.4, Naming::From0)},
        {"crs_dep_minutes", kNumber, 8000, Effect::BySize, twoPeaks(480, 1050, 160, 1439)},
        {"channel", kId, 8000, Effect::ByThing, things(170, .9, Naming::From0)},
        {"sqft_living", kNumber, 8000, Effect::BySize, logNormal(7.5, .42, 10)},
        {"sensor_id", kId, 8000, Effect::ByThing, things(250, 0, Naming::From1)},
        {"hp_output", kNumber, 8000, Effect::None, bell(400, 90, 40, 900)},
        {"w", kId, 9000, Effect::ByThing, things(350, .6, Naming::Sparse)},
        {"t8", kNumber, 9000, Effect::BySize, exponential(700)},
        {"attr_3", kId, 9000, Effect::ByThing, things(1500, 1, Naming::Base)},
        {"m1", kNumber, 9000, Effect::None, bell(2950, 280, 1850, 3860)},
        {"field_19", kId, 9000, Effect::ByThing, things(2500, .3, Naming::Wide)},
        {"x21", kNumber, 9000, Effect::None, exponential(3000)},
        {"songid", kId, 6000, Effect::ByThing, things(2000, 1, Naming::ByPopularity)},
        {"num_25", kNumber, 6000, Effect::BySize, logNormal(3, 1.3)},
        {"city", kId, 6000, Effect::ByThing, things(420, 1, Naming::ByPopularity)},
        {"wait", kNumber, 6000, Effect::BySize, exponential(250)},
    };
}

} // namespace

std::vector<IntegerColumn> integerColumns()
{
    std::vector<IntegerColumn> all;
    for (const auto& part : {advertising(), shops(), money(), travel()})
        all.insert(all.end(), part.begin(), part.end());
    // Ids and quantities alternate above; every fourth pair is turned, so that both halves have both.
    for (size_t i = 0; i + 1 < all.size(); i += 4)
        std::swap(all[i], all[i + 1]);
    return all;
}

} // namespace leap::test
