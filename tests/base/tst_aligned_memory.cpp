// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/aligned_memory.h"

#include <QtTest>

#include <cstdint>
#include <limits>
#include <new>

using namespace leap;

class TestAlignedMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beginsOnALineOrOnAHugePage_data()
    {
        QTest::addColumn<qulonglong>("bytes");
        QTest::addColumn<qulonglong>("alignment");
        constexpr qulonglong kHuge = 2 << 20;
        QTest::newRow("one byte") << 1ULL << 64ULL;
        QTest::newRow("no whole line") << 65ULL << 64ULL;
        QTest::newRow("below a huge page") << kHuge - 1 << 64ULL;
        QTest::newRow("a huge page") << kHuge << kHuge;
        QTest::newRow("no whole huge page") << kHuge + 1 << kHuge;
    }
    void beginsOnALineOrOnAHugePage()
    {
        QFETCH(qulonglong, bytes);
        QFETCH(qulonglong, alignment);
        const auto memory = makeAligned<unsigned char>(bytes);
        QCOMPARE(reinterpret_cast<uintptr_t>(memory.get()) % alignment, uintptr_t{0});
        memory[0] = 1;
        memory[bytes - 1] = 2; // the last byte is there
        QCOMPARE(memory[bytes - 1], 2);
    }

    void nothingIsAllowed() { makeAligned<float>(0).reset(); }

    void tooMuchIsRefused()
    {
        constexpr size_t kMost = std::numeric_limits<size_t>::max();
        QVERIFY_THROWS_EXCEPTION(std::bad_alloc, (void)makeAligned<char>(kMost));
        QVERIFY_THROWS_EXCEPTION(std::bad_alloc, (void)makeAligned<double>(kMost / 2));
    }
};

QTEST_APPLESS_MAIN(TestAlignedMemory)
#include "tst_aligned_memory.moc"
