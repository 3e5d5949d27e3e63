{{- /* The pod of the gateway, the same in a Deployment and in a StatefulSet. */ -}}
{{- define "tallyport.pod" -}}
metadata:
  labels:
    {{- include "tallyport.labels" . | nindent 4 }}
    app.kubernetes.io/component: gateway
    {{- with .Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    checksum/config: {{ include "tallyport.application" . | sha256sum }}
    {{- with .Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "tallyport.serviceAccount" . }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with include "tallyport.pullSecrets" . | trim }}
  {{- . | nindent 2 }}
  {{- end }}
  securityContext:
    {{- include "tallyport.podSecurity" . | nindent 4 }}
  terminationGracePeriodSeconds: {{ add (int .Values.drain.grace) (int .Values.drain.timeout) (int .Values.drain.settle) }}
  {{- with .Values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  containers:
    - name: tallyport
      image: {{ include "tallyport.image" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      command:
        {{- include "tallyport.command" (list . (list)) | trim | nindent 8 }}
      env:
        - name: SPRING_CONFIG_ADDITIONAL_LOCATION
          value: file:/etc/tallyport/
        {{- if .Values.sandbox.enabled }}
        - name: SPRING_PROFILES_ACTIVE
          value: sandbox
        {{- end }}
        {{- include "tallyport.environment" . | nindent 8 }}
      ports:
        - name: client
          containerPort: 8080
        - name: management
          containerPort: 8081
      startupProbe:
        httpGet: {path: /actuator/health/liveness, port: management}
        periodSeconds: {{ .Values.probes.startup.period }}
        timeoutSeconds: {{ .Values.probes.liveness.timeout }}
        failureThreshold: {{ .Values.probes.startup.failures }}
      livenessProbe:
        httpGet: {path: /actuator/health/liveness, port: management}
        periodSeconds: {{ .Values.probes.liveness.period }}
        timeoutSeconds: {{ .Values.probes.liveness.timeout }}
        failureThreshold: {{ .Values.probes.liveness.failures }}
      readinessProbe:
        httpGet: {path: /actuator/health/readiness, port: management}
        periodSeconds: {{ .Values.probes.readiness.period }}
        timeoutSeconds: {{ .Values.probes.readiness.timeout }}
        failureThreshold: {{ .Values.probes.readiness.failures }}
      securityContext:
        {{- include "tallyport.containerSecurity" . | nindent 8 }}
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      volumeMounts:
        - {name: config, mountPath: /etc/tallyport, readOnly: true}
        - {name: data, mountPath: /data}
        - {name: tmp, mountPath: /tmp}
  volumes:
    - name: config
      configMap:
        name: {{ include "tallyport.fullname" . }}
    - name: tmp
      emptyDir: {sizeLimit: 256Mi}
    {{- if eq .Values.workload.kind "Deployment" }}
    - name: data
      emptyDir: {sizeLimit: {{ .Values.ephemeral.size }}}
    {{- end }}
  {{- if .Values.topologySpread.enabled }}
  topologySpreadConstraints:
    {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
    - topologyKey: {{ . }}
      maxSkew: 1
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "tallyport.gateway" $ | nindent 10 }}
    {{- end }}
  {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
