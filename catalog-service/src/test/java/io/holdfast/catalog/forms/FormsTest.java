package io.holdfast.catalog.forms;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.service.TestTokens;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The problem documents of the services, over a resource that takes every form of input. */
@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
@QuarkusTestResource(StubStock.class)
@DisplayName("R83 bad input is told by where it stands and what would be right")
class FormsTest {

    private static final String FORMS = "/v1/forms";

    private static RequestSpecification request() {
        return given().urlEncodingEnabled(false).header("Authorization", TestTokens.admin("m-forms")).contentType("application/json");
    }

    @Test
    void aValidFormPasses() {
        request().body("""
                {"lines": [{"sku": "TÉ/\\"1\\" 🍵", "quantity": 2}], "kind": "SHOP", "at": "2026-03-01T12:00:00Z", "life": "PT30M",
                 "id": "0198f2f0-0000-7000-8000-000000000000", "flag": true, "codes": ["a"], "named": {"x/y": "1"}}""")
                .post(FORMS).then().statusCode(200).body("lines[0].sku", equalTo("TÉ/\"1\" 🍵")).body("life", equalTo("PT30M"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /lines              | must not be null        | {}
            /lines              | must be a list          | {"lines": "x"}
            /lines              | up to 3 lines           | {"lines": [{"sku":"a","quantity":1},{"sku":"b","quantity":1},{"sku":"c","quantity":1},{"sku":"d","quantity":1}]}
            /lines/0            | must not be null        | {"lines": [null]}
            /lines/1/sku        | 1 to 64 printable       | {"lines": [{"sku": "a", "quantity": 1}, {"sku": "", "quantity": 1}]}
            /lines/0/sku        | must be a text          | {"lines": [{"sku": 5, "quantity": 1}]}
            /lines/0/quantity   | greater than or equal   | {"lines": [{"sku": "a", "quantity": 0}]}
            /lines/0/quantity   | whole number            | {"lines": [{"sku": "a", "quantity": 1.5}]}
            /lines/0/quantity   | whole number            | {"lines": [{"sku": "a", "quantity": "1"}]}
            /lines/0/quantity   | whole number            | {"lines": [{"sku": "a", "quantity": 99999999999999999999}]}
            /lines/0/quantity   | whole number            | {"lines": [{"sku": "a", "quantity": 1e400}]}
            /lines/0/quantity   | whole number            | {"lines": [{"sku": "a", "quantity": null}]}
            /lines/0/quantity   | whole number            | {"lines": [{"sku": "a", "quantity": true}]}
            /lines/0/size       | known are quantity, sku | {"lines": [{"sku": "a", "quantity": 1, "size": 1}]}
            /lines/0/quantity   | whole number            | {"lines": [{"sku": "a"}]}
            /kind               | SHOP, WAREHOUSE         | {"lines": [], "kind": "MARKET"}
            /kind               | SHOP, WAREHOUSE         | {"lines": [], "kind": 0}
            /at                 | RFC 3339                | {"lines": [], "at": "yesterday"}
            /at                 | RFC 3339                | {"lines": [], "at": {}}
            /life               | PT30M                   | {"lines": [], "life": "half an hour"}
            /id                 | UUID                    | {"lines": [], "id": "7"}
            /flag               | true or false           | {"lines": [], "flag": "yes"}
            /codes/1            | 1 to 8 printable        | {"lines": [], "codes": ["a", "123456789"]}
            /named/x~1y         | 1 to 8 printable        | {"lines": [], "named": {"x/y": ""}}
            """, delimiter = '|', quoteCharacter = '`')
    void wrongMembers(String pointer, String right, String body) {
        request().body(body).post(FORMS).then().statusCode(422).contentType("application/problem+json")
                .body("errors.pointer", hasItem(pointer)).body("errors.detail", hasItem(containsString(right)))
                .body("detail", not(containsString("holdfast"))).body("detail", not(containsString("java")));
    }

    @Test
    void bytesThatAreNoUtf8AreUnreadable() {
        request().body(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', '}'}).post(FORMS).then().statusCode(400)
                .contentType("application/problem+json");
        request().body(new byte[] {0, 0, (byte) 0xd8, 0, 1, 2, 3, 4}).post(FORMS).then().statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void aDocumentThatIsNestedTooDeepIsUnreadable() {
        request().body("{\"lines\":" + "[".repeat(100_000)).post(FORMS).then().statusCode(anyOf(equalTo(400), equalTo(422)))
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "not-a-uuid", "0198f2f0-0000-7000-8000-00000000000g", "%F0%9F%8D%B5", "a%2Fb"})
    void anIdOfTheWrongFormIsNotFound(String id) {
        request().get(FORMS + "/by-id/" + id).then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void aCodeThatNoCodeCanBeIsNotFound() {
        request().get(FORMS + "/by-code/a%00b").then().statusCode(404).contentType("application/problem+json");
        request().get(FORMS + "/by-code/" + "x".repeat(65)).then().statusCode(404).contentType("application/problem+json");
        request().get(FORMS + "/by-code/A%2F%22B%22%20%F0%9F%8D%B5").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"limit=many,?limit", "limit=0,?limit", "limit=201,?limit", "kind=MARKET,?kind", "q=123456789,?q",
        "limit=99999999999,?limit"})
    void aQueryValueOfTheWrongFormIsNamed(String query, String pointer) {
        request().get(FORMS + "?" + query).then().statusCode(422).contentType("application/problem+json")
                .body("errors.pointer", hasItem(pointer));
    }

    @Test
    void whatNoDatabaseCanStoreIsTheCallersMistake() {
        request().get(FORMS + "/stored?text=a%00b").then().statusCode(422).contentType("application/problem+json");
        request().get(FORMS + "/stored?text=caf%C3%A9").then().statusCode(200);
    }

    @Test
    void aLongQueryPasses() {
        request().get(FORMS + "/stored?text=" + "x".repeat(20_000)).then().statusCode(200);
    }
}
