// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/sha256.h"

#include <QtTest>

using namespace leap;

/// Test vectors of FIPS 180-4.
class TestSha256 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsTheStandard()
    {
        QCOMPARE(sha256Of(""),
                 std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(sha256Of("abc"),
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    void partsEqualTheWhole()
    {
        Sha256 digest;
        const std::string text = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
        for (const char c : text)
            digest.update(&c, 1);
        digest.update(text.data(), 0);
        QCOMPARE(digest.finish(),
                 std::string("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
    }
};

QTEST_APPLESS_MAIN(TestSha256)
#include "tst_sha256.moc"
