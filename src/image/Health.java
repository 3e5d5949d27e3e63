import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** {@code Health URL}: ends with 0 when it answers 200 within four seconds. The image has neither a shell nor curl. */
final class Health {
    private static final int PATIENCE_MILLIS = 2_000;

    private Health() {}

    public static void main(String[] arguments) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(arguments[0]).toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            System.err.println(arguments[0] + " answers " + status);
            System.exit(1);
        }
        System.out.println(arguments[0] + " answers 200");
    }
}
