package io.github.tallyport.admin;

import io.github.tallyport.audit.AuditEntry;
import io.github.tallyport.audit.AuditLog;
import io.github.tallyport.shape.RecordShape;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** Shows operators what operators did. */
final class AuditCalls {
    private static final RecordShape<AuditList> LIST = RecordShape.of(AuditList.class, MethodHandles.lookup());

    private final AuditLog audit;

    AuditCalls(AuditLog audit) {
        this.audit = audit;
    }

    List<Operation> operations() {
        return List.of(Operation.get("/audit", "List what operators did, the newest first", LIST, this::list)
                .with(Query.AUDIT));
    }

    private Reply list(Call call) {
        int limit = call.given().limit();
        long before = call.given().number(Query.AFTER, Long.MAX_VALUE, 1, Long.MAX_VALUE);
        List<AuditEntry> found = audit.newest(
                before, call.given().text(Query.SUBJECT), call.given().text(Query.OPERATOR), limit + 1);
        boolean more = found.size() > limit;
        List<AuditView> data = found.stream().limit(limit).map(AuditView::of).toList();
        return Reply.of(
                new AuditList(data, more, more ? Long.toString(data.getLast().number()) : null));
    }
}
