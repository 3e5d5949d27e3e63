# The image, from the jar that `./mvnw -DskipTests package` leaves in target/: docker build -t tallyport .
# No stage needs a shell. The bases can be others: --build-arg JDK=… --build-arg JRE=…, both of one Java release.
ARG JDK=eclipse-temurin:25-jdk
ARG JRE=eclipse-temurin:25-jre

# The jar taken apart, what changes least in a layer of its own, and the two little programs of the image.
FROM ${JDK} AS parts
WORKDIR /parts
COPY target/tallyport.jar ./
RUN ["java", "-Djarmode=tools", "-jar", "tallyport.jar", "extract", "--layers", "--destination", "layers"]
COPY src/image/*.java ./
RUN ["javac", "-Xlint:all", "-Werror", "-d", "tools", "Health.java", "Training.java"]
WORKDIR /parts/empty

FROM ${JRE} AS application
WORKDIR /app
COPY --from=parts /parts/layers/dependencies/ ./
COPY --from=parts /parts/layers/spring-boot-loader/ ./
COPY --from=parts /parts/layers/snapshot-dependencies/ ./
COPY --from=parts /parts/layers/application/ ./
COPY --from=parts /parts/tools/ tools/
COPY src/image/options ./

# A real start in the sandbox, some requests and a stop: what was loaded and compiled then is there at every start. It runs on
# the Java of the image, which alone can use the cache, and as root, who may write it. Fails when there is no cache in the end.
FROM application AS trained
RUN ["java", "-cp", "tools", "Training", "/app/tallyport.jar", "/app/tallyport.aot"]

FROM application
LABEL org.opencontainers.image.title=Tallyport \
      org.opencontainers.image.description="An OpenAI-compatible gateway whose budgets hold and whose ledger loses nothing" \
      org.opencontainers.image.licenses=Apache-2.0
COPY --from=trained /app/tallyport.aot ./
COPY --from=parts --chown=10001:10001 /parts/empty /data
ENV TALLYPORT_DATA_DIR=/data
USER 10001:10001
EXPOSE 8080 8081
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=90s \
    CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx16m", "-cp", "/app/tools", "Health", "http://localhost:8080/health"]
ENTRYPOINT ["java", "@/app/options", "-jar", "/app/tallyport.jar"]
