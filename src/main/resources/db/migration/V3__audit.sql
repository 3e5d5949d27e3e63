-- Every admin write, for ever: the program only inserts and selects.
CREATE TABLE audit (
    number       BIGINT NOT NULL PRIMARY KEY,
    at           BIGINT NOT NULL,
    operator     TEXT   NOT NULL,              -- the name of the admin key
    action       TEXT   NOT NULL,
    subject      TEXT   NOT NULL,
    value_before TEXT,                         -- JSON, without secrets; null: it was not there
    value_after  TEXT,                         -- JSON, without secrets; null: it is not there
    request_id   TEXT   NOT NULL
);

CREATE INDEX audit_of_subject ON audit (subject, number);
CREATE INDEX audit_of_operator ON audit (operator, number);

-- Numbers are taken inside the transaction of the write, so that they have no gaps and follow the order of the commits.
CREATE TABLE audit_counter (
    id     INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    number BIGINT  NOT NULL
);

INSERT INTO audit_counter (id, number) VALUES (1, 0);
