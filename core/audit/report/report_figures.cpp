// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/report/html_text.h"
#include "core/audit/report/report_parts.h"
#include "core/base/colour_ramp.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace leap {
namespace {

constexpr double kWidth = 640; // of all figures, in pixels: a page of A4 at 96 dpi, less its margins
constexpr double kNames = 170; ///< for the names of fields
constexpr double kHeight = 820; ///< at most: a figure must fit onto a page
constexpr double kRow = 16; ///< a line's height where all find room
constexpr double kNamedRow = 9; ///< the least in which a name can be read
constexpr const char* kKeep = "#1f5fa8";
constexpr const char* kDrop = "#c0392b";
constexpr const char* kUncertain = "#7a7a7a";

/// A figure under construction.
class Svg {
public:
    Svg(double height, const std::string& title)
        : m_text("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + fixed(kWidth, 0) + "\" height=\""
                 + fixed(height, 0) + "\" viewBox=\"0 0 " + fixed(kWidth, 0) + " " + fixed(height, 0)
                 + "\" role=\"img\" aria-label=\"" + escaped(title)
                 + "\" font-family=\"sans-serif\" font-size=\"11\">\n")
    {
    }
    void rect(double x, double y, double width, double height, const std::string& colour)
    {
        m_text += "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(width)
            + "\" height=\"" + number(height) + "\" fill=\"" + colour + "\"/>\n";
    }
    void line(double x1, double y1, double x2, double y2, const std::string& colour, double width,
              bool dashed = false)
    {
        m_text += "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\""
            + number(y2) + "\" stroke=\"" + colour + "\" stroke-width=\"" + number(width) + "\""
            + (dashed ? " stroke-dasharray=\"4 3\"" : "") + "/>\n";
    }
    void circle(double x, double y, double radius, const std::string& colour)
    {
        m_text += "<circle cx=\"" + number(x) + "\" cy=\"" + number(y) + "\" r=\"" + number(radius)
            + "\" fill=\"" + colour + "\"/>\n";
    }
    /// @param anchor "start", "middle" or "end"
    void text(double x, double y, const std::string& words, const char* anchor,
              const std::string& colour = "#333333")
    {
        m_text += "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor
            + "\" fill=\"" + colour + "\">" + escaped(words) + "</text>\n";
    }
    [[nodiscard]] std::string done() const { return m_text + "</svg>\n"; }

private:
    static std::string number(double value) { return significant(std::round(value * 100) / 100, 7); }
    std::string m_text;
};

/// A name that fits before the plot; cut between code points.
std::string shortName(const std::string& name)
{
    constexpr size_t kMost = 26;
    size_t points = 0, at = 0;
    for (; at < name.size(); ++at) {
        if ((static_cast<uint8_t>(name[at]) & 0xC0U) != 0x80U && ++points > kMost)
            return name.substr(0, at) + "\xE2\x80\xA6";
    }
    return name;
}

std::string hex(uint32_t colour)
{
    char text[8];
    std::snprintf(text, sizeof text, "#%06x", colour & 0xFFFFFFU);
    return text;
}

/// Heights of the lines of one figure.
struct Lines {
    double height;
    bool named;
    explicit Lines(size_t count)
        : height(std::min(kRow, kHeight / static_cast<double>(std::max<size_t>(1, count))))
        , named(height >= kNamedRow)
    {
    }
};

/// Colours that follow one another with the same level are one rectangle. Each reaches to the end of the
/// plot, under its followers, so that no seam shows at any scale.
void heatLine(Svg& svg, const Trajectory& course, size_t field, double top, double height, int64_t bins)
{
    constexpr int kStep = 8; // of 256 levels: what an eye tells apart
    const double width = kWidth - kNames;
    int last = -1;
    for (int64_t bin = 0; bin < bins; ++bin) {
        const int64_t point = bins == 1 ? course.points() - 1 : bin * (course.points() - 1) / (bins - 1);
        const float gate = course.gates[static_cast<size_t>(point * course.fields) + field];
        const int level = std::max(0, rampLevel(gate)) / kStep * kStep;
        if (level == last)
            continue;
        last = level;
        const double left = kNames + width * static_cast<double>(bin) / static_cast<double>(bins);
        svg.rect(left, top, kWidth - left, height + 0.5, hex(colourRamp()[static_cast<size_t>(level)]));
    }
}

int64_t binsFor(const Trajectory& course)
{
    constexpr int64_t kCells = 60'000, kMostBins = 120, kFewestBins = 24;
    const int64_t wanted = kCells / std::max<int64_t>(1, course.fields);
    return std::clamp<int64_t>(course.points(), 1, std::clamp(wanted, kFewestBins, kMostBins));
}

void heatLegend(Svg& svg, double top)
{
    constexpr double kCell = 12;
    constexpr int kCells = 11;
    for (int i = 0; i < kCells; ++i)
        svg.rect(kNames + i * kCell, top, kCell + 0.5, kCell,
                 hex(colourRamp()[static_cast<size_t>(rampLevel(i / double{kCells - 1}))]));
    svg.text(kNames - 4, top + 10, "gate 0", "end");
    svg.text(kNames + kCells * kCell + 4, top + 10, "1", "start");
}

const char* colourOf(Verdict verdict)
{
    return verdict == Verdict::Keep ? kKeep : verdict == Verdict::Drop ? kDrop : kUncertain;
}

} // namespace

std::string gatesFigure(const RunRecord& run)
{
    const Trajectory& course = run.result.trajectory;
    const Ranking& ranking = run.result.ranking;
    if (course.points() == 0 || course.fields != static_cast<int64_t>(ranking.fields.size()))
        return {};
    const Lines lines(ranking.fields.size());
    const double plot = lines.height * static_cast<double>(ranking.fields.size());
    Svg svg(plot + 40, "Gates over the steps of the search");
    double top = 0;
    for (const size_t field : ranking.order()) {
        heatLine(svg, course, field, top, lines.height, binsFor(course));
        if (lines.named)
            svg.text(kNames - 6, top + lines.height - 4, shortName(ranking.fields[field].name), "end");
        top += lines.height;
    }
    svg.text(kNames, plot + 14, "step " + grouped(course.steps.front()), "start");
    svg.text(kWidth, plot + 14, "step " + grouped(course.steps.back()), "end");
    heatLegend(svg, plot + 24);
    return svg.done();
}

std::string decisionFigure(const Decision& decision, const Ranking& ranking)
{
    constexpr double kWords = 90;
    const Lines lines(decision.fields.size());
    const double plot = lines.height * static_cast<double>(decision.fields.size());
    const double width = kWidth - kNames - kWords;
    Svg svg(plot + 18, "Gates in order, with their verdicts");
    double top = 0;
    for (const size_t i : ranking.order()) {
        const FieldDecision& field = decision.fields[i];
        const double gate = std::clamp(field.field.score, 0.0, 1.0);
        svg.rect(kNames, top + 0.1 * lines.height, std::max(1.0, gate * width), 0.8 * lines.height,
                 colourOf(field.verdict));
        if (lines.named) {
            svg.text(kNames - 6, top + lines.height - 4, shortName(field.field.name), "end");
            svg.text(kNames + width + 8, top + lines.height - 4,
                     fixed(field.field.score, 2) + " " + nameOf(field.verdict), "start",
                     colourOf(field.verdict));
        }
        top += lines.height;
    }
    if (decision.rule.kind == Rule::Kind::Threshold) {
        const double x = kNames + std::clamp(decision.rule.threshold, 0.0, 1.0) * width;
        svg.line(x, 0, x, plot, "#333333", 1, true);
        svg.text(x, plot + 14, "threshold " + shortest(decision.rule.threshold), "middle");
    }
    return svg.done();
}

std::string proofFigure(const Proof& proof)
{
    if (!proof.finished || !proof.loss.defined())
        return {};
    constexpr double kTop = 18, kBottom = 58, kRoom = 0.15;
    const double lower = proof.loss.lowerBound(), upper = proof.loss.upperBound();
    const double margin = proof.plan.margin;
    const double low = std::min({0.0, lower, -margin}), high = std::max({0.0, upper, margin});
    const double begin = low - kRoom * (high - low), end = high + kRoom * (high - low);
    const auto x = [&](double value) { return (value - begin) / (end - begin) * kWidth; };
    Svg svg(92, "Loss of the pruned model with its bounds, and the margin");
    svg.rect(0, kTop, kWidth, kBottom - kTop, "#f4f4f4");
    svg.line(x(0), kTop, x(0), kBottom, "#777777", 1);
    svg.text(x(0), kBottom + 14, "0", "middle");
    svg.line(x(margin), kTop, x(margin), kBottom, "#333333", 1, true);
    svg.text(x(margin), kTop - 5, "margin " + shortest(margin), "middle");
    const double y = (kTop + kBottom) / 2;
    const std::string colour = proof.noLoss() ? kKeep : kDrop;
    svg.line(x(lower), y, x(upper), y, colour, 2);
    for (const double bound : {lower, upper})
        svg.line(x(bound), y - 6, x(bound), y + 6, colour, 2);
    svg.circle(x(proof.loss.loss), y, 5, colour);
    svg.text(x(proof.loss.loss), kBottom + 14, fixed(proof.loss.loss, 5), "middle");
    svg.text(0, kBottom + 30, "the pruned model is better", "start");
    svg.text(kWidth, kBottom + 30, std::string("it loses ") + lossMetricTitle(proof.plan.metric), "end");
    return svg.done();
}

} // namespace leap
