#include "geo/base/names.h"

#include <gtest/gtest.h>

namespace {

using geo::shownSource;

TEST(SourceNames, OfAConnectionShowsNothingButHostAndName) {
    for (const char* hidden : {"PG:host=a dbname=b user=me password=s3cret", "PG:host=a dbname=b password = s3cret",
                               "PG:host=a password='s3 cret' dbname=b", "PG:host=a password=s3\\ cret dbname=b",
                               "PG:host=a passfile=/home/s3cret dbname=b", "PG:password=x=s3cret host=a dbname=b",
                               "PG:host=a dbname=b sslpassword=\"s3 cret", "PG:host=a dbname=b, layer s3cret",
                               "PG:host=a dbname=b options='-c s3cret host=c'"})
        EXPECT_EQ(shownSource(hidden), "PG:host=a dbname=b") << hidden;
    for (const char* hidden : {"PG:postgresql://u:s3cret@a:5432/b", "PG:postgresql://u:s3@cr/et@a:5432/b?sslmode=require",
                               "PG:postgresql://a:5432/b?user=u&password=s3cret"})
        EXPECT_EQ(shownSource(hidden), "PG:postgresql://a:5432/b") << hidden;
    EXPECT_EQ(shownSource("postgresql://u:s3cret@a/b"), "postgresql://a/b");
    EXPECT_EQ(shownSource("postgresql://u:s3?cr@et@a/b"), "postgresql://") << "where the password ends cannot be told";
    EXPECT_EQ(shownSource("pg:PASSWORD=s3cret Host=a"), "pg:Host=a");
    EXPECT_EQ(shownSource(shownSource("PG:host='a b' port=1 password=x")), "PG:host='a b' port=1");
}

TEST(SourceNames, OfAnAddressHidesUserAndKeys) {
    EXPECT_EQ(shownSource("https://u:s3cret@a.org/b.tif"), "https://***@a.org/b.tif");
    EXPECT_EQ(shownSource("https://a.org/b.tif?v=2&X-Amz-Signature=s3cret&X-Amz-Security-Token=s3cret&w=3"),
              "https://a.org/b.tif?v=2&X-Amz-Signature=***&X-Amz-Security-Token=***&w=3");
    EXPECT_EQ(shownSource("https://cdn.org/@scope/b.geojson"), "https://cdn.org/@scope/b.geojson");
    for (const char* file : {"data/my file=2.tif", "/a/b?c.gpkg", "montevideo", "서울.shp", ""})
        EXPECT_EQ(shownSource(file), file);
}

TEST(SourceNames, SecretsAreFoundInAnyText) {
    EXPECT_EQ(geo::withoutSecrets("password="), "password=***");
    EXPECT_EQ(geo::withoutSecrets("at postgresql://u:a/b@c/d: no"), "at postgresql://***@c/d: no");
    EXPECT_EQ(geo::withoutSecrets("MSSQL:server=a;pwd=s3cret;x"), "MSSQL:server=a;pwd=***");
    EXPECT_EQ(geo::withoutSecrets("class = 3, token = s3cret"), "class = 3, token = ***");
}

TEST(SourceNames, AShortNameIsNoSecret) {
    EXPECT_EQ(geo::shortName("PG:host=/run/pg password=a/s3cret"), "PostGIS");
    EXPECT_EQ(geo::shortName("https://a.org/x/b.tif?sig=a/s3cret"), "b.tif");
    EXPECT_EQ(geo::shortName("/data/a?b/"), "a?b");
    EXPECT_EQ(geo::shortName("/"), "/");
}

}  // namespace
