{{- define "tallyport.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "tallyport.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" }}
{{- else }}
{{- $name := include "tallyport.name" . }}
{{- ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) | trunc 52 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "tallyport.selector" -}}
app.kubernetes.io/name: {{ include "tallyport.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "tallyport.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "tallyport.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- /* The gateway's own pods: tests and migrations carry the selector's labels too, and no service may find those. */ -}}
{{- define "tallyport.gateway" -}}
{{ include "tallyport.selector" . }}
app.kubernetes.io/component: gateway
{{- end }}

{{- define "tallyport.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}
{{- .Values.serviceAccount.name | default (include "tallyport.fullname" .) }}
{{- else }}
{{- .Values.serviceAccount.name | default "default" }}
{{- end }}
{{- end }}

{{- define "tallyport.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) }}
{{- end }}
{{- end }}

{{- define "tallyport.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "tallyport.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "tallyport.containerSecurity" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- /* Java as the image starts it, with what the values add; further options of the JVM are given as a list. */ -}}
{{- define "tallyport.command" -}}
{{- $root := index . 0 }}
- java
- "@/app/options"
{{- range concat $root.Values.jvm.options (index . 1) }}
- {{ . | quote }}
{{- end }}
- -jar
- /app/tallyport.jar
{{- end }}

{{- /* Everything that is in a Secret, as references. */ -}}
{{- define "tallyport.secretEnvironment" -}}
{{- $secrets := .Values.secrets }}
{{- $names := dict "upstreamApiKeys" "TALLYPORT_UPSTREAM_API_KEYS" "keyPepper" "TALLYPORT_KEY_PEPPER" "adminKey" "TALLYPORT_ADMIN_KEY" "databaseUrl" "TALLYPORT_DATABASE_URL" "databaseUsername" "TALLYPORT_DATABASE_USERNAME" "databasePassword" "TALLYPORT_DATABASE_PASSWORD" "redisUrl" "TALLYPORT_REDIS_URL" }}
{{- $own := list "upstreamApiKeys" "keyPepper" "adminKey" }}
{{- range $what, $variable := $names }}
{{- $at := index $secrets $what }}
{{- if and $at.key (not (and $.Values.sandbox.enabled (has $what $own))) }}
- name: {{ $variable }}
  valueFrom:
    secretKeyRef:
      name: {{ $at.name | default $secrets.existingSecret }}
      key: {{ $at.key }}
{{- end }}
{{- end }}
{{- range $secrets.more }}
- name: {{ .variable }}
  valueFrom:
    secretKeyRef:
      name: {{ .name | default $secrets.existingSecret }}
      key: {{ .key }}
{{- end }}
{{- end }}

{{- define "tallyport.environment" -}}
- name: TALLYPORT_DATA_DIR
  value: /data
{{- with .Values.upstream.baseUrl }}
- name: TALLYPORT_UPSTREAM_BASE_URL
  value: {{ . | quote }}
{{- end }}
{{- with .Values.database.url }}
- name: TALLYPORT_DATABASE_URL
  value: {{ . | quote }}
{{- end }}
{{- with include "tallyport.secretEnvironment" . | trim }}
{{ . }}
{{- end }}
{{- range .Values.environment }}
- name: {{ .name }}
  value: {{ .value | quote }}
{{- end }}
{{- end }}

{{- /* What the values say as application.yaml. */ -}}
{{- define "tallyport.application" -}}
{{- $tallyport := dict "gateway" (dict "max-bodies" .Values.maxBodies) }}
{{- with .Values.config.models }}{{- $_ := set $tallyport "models" . }}{{- end }}
{{- with .Values.config.tenants }}{{- $_ := set $tallyport "tenants" . }}{{- end }}
{{- $_ := set $tallyport "drain" (dict "grace" (printf "%ds" (int .Values.drain.grace)) "timeout" (printf "%ds" (int .Values.drain.timeout))) }}
{{- $ours := dict "tallyport" $tallyport }}
{{- toYaml (mustMergeOverwrite (deepCopy .Values.config.properties) $ours) }}
{{- end }}

{{- define "tallyport.hasDatabase" -}}
{{- if or .Values.database.url .Values.secrets.databaseUrl.key }}true{{ end }}
{{- end }}

{{- define "tallyport.replicas" -}}
{{- ternary .Values.autoscaling.maxReplicas .Values.workload.replicas .Values.autoscaling.enabled | int }}
{{- end }}

{{- /* What must not be installed, and why. */ -}}
{{- define "tallyport.refusals" -}}
{{- $replicas := include "tallyport.replicas" . | int }}
{{- $database := include "tallyport.hasDatabase" . }}
{{- if and (gt $replicas 1) (not $database) }}
{{- fail (printf "%d replicas want a PostgreSQL database: without database.url or secrets.databaseUrl each would keep tenants, keys and the ledger in a SQLite file of its own. Set one of them, or run one replica." $replicas) }}
{{- end }}
{{- if and (gt $replicas 1) (not .Values.secrets.redisUrl.key) (not .Values.workload.inexactLimits) }}
{{- fail (printf "%d replicas want a Redis: limits and budgets are exact on one replica only, and without secrets.redisUrl each replica would count for itself. Set secrets.redisUrl.key, run one replica, or accept it with workload.inexactLimits=true." $replicas) }}
{{- end }}
{{- if and (eq .Values.workload.kind "Deployment") (not $database) (not .Values.workload.forgetfulDatabase) }}
{{- fail "A Deployment keeps its data in an emptyDir, and without database.url or secrets.databaseUrl that is the whole database: it would be lost with the pod. Use workload.kind=StatefulSet, name a PostgreSQL database, or accept it with workload.forgetfulDatabase=true." }}
{{- end }}
{{- if and .Values.database.url .Values.secrets.databaseUrl.key }}
{{- fail "database.url and secrets.databaseUrl are both given: which of them is meant?" }}
{{- end }}
{{- if not .Values.sandbox.enabled }}
{{- range $what := list "upstreamApiKeys" "keyPepper" }}
{{- if not (index $.Values.secrets $what).key }}
{{- fail (printf "secrets.%s.key is empty, and outside the sandbox the gateway does not start without it." $what) }}
{{- end }}
{{- end }}
{{- end }}
{{- range $what, $at := omit .Values.secrets "existingSecret" "more" }}
{{- if and $at.key (not $at.name) (not $.Values.secrets.existingSecret) }}
{{- fail (printf "secrets.%s has a key but no Secret: set its name, or secrets.existingSecret." $what) }}
{{- end }}
{{- end }}
{{- if and .Values.autoscaling.enabled (gt (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas)) }}
{{- fail "autoscaling.minReplicas is more than autoscaling.maxReplicas." }}
{{- end }}
{{- if and .Values.autoscaling.enabled (not .Values.autoscaling.cpu) (not .Values.autoscaling.inFlight.enabled) }}
{{- fail "autoscaling has nothing to go by: set autoscaling.cpu or autoscaling.inFlight.enabled." }}
{{- end }}
{{- if and .Values.ingress.enabled (not .Values.ingress.hosts) }}
{{- fail "ingress.hosts is empty: an ingress without a host would take everybody's requests." }}
{{- end }}
{{- if and .Values.httpRoute.enabled (not .Values.httpRoute.parentRefs) }}
{{- fail "httpRoute.parentRefs is empty: name the Gateway the route belongs to." }}
{{- end }}
{{- if and (eq .Values.workload.kind "Deployment") (eq (toString .Values.workload.maxSurge) "0") (eq (toString .Values.workload.maxUnavailable) "0") }}
{{- fail "workload.maxSurge and workload.maxUnavailable are both 0: no update could ever begin." }}
{{- end }}
{{- include "tallyport.noSecrets" . }}
{{- end }}

{{- /* A secret in the ConfigMap is readable by whoever may read the namespace. */ -}}
{{- define "tallyport.noSecrets" -}}
{{- range $name := keys .Values.config.properties }}
{{- if contains "." $name }}
{{- fail (printf "config.properties.%s: write properties as nested maps, without dots." $name) }}
{{- end }}
{{- end }}
{{- $tallyport := .Values.config.properties.tallyport | default dict }}
{{- if not (kindIs "map" $tallyport) }}{{ fail "config.properties.tallyport is not a map." }}{{ end }}
{{- range $name := list "models" "tenants" }}
{{- if hasKey $tallyport $name }}
{{- fail (printf "config.properties.tallyport.%s: give them as config.%s." $name $name) }}
{{- end }}
{{- end }}
{{- include "tallyport.noSecretsIn" (list "" .Values.config.properties false) }}
{{- range $model := .Values.config.models }}
{{- range $target := $model.targets }}
{{- include "tallyport.noSecretsIn" (list (printf "models.%s.keys" $model.id) $target.keys true) }}
{{- end }}
{{- end }}
{{- end }}

{{- /* A path, what is there, and whether it is secret by where it is. */ -}}
{{- define "tallyport.noSecretsIn" -}}
{{- $path := index . 0 }}
{{- $value := index . 1 }}
{{- $secret := index . 2 }}
{{- if kindIs "map" $value }}
{{- range $name, $one := $value }}
{{- $at := ternary $name (printf "%s.%s" $path $name) (eq $path "") }}
{{- $plain := $at | lower | replace "-" "" | replace "_" "" }}
{{- $list := regexMatch "morekeys$" $plain }}
{{- $scalar := and (not (kindIs "map" $one)) (regexMatch "(key|pepper|password|secret|redis\\.url)$" $plain) }}
{{- include "tallyport.noSecretsIn" (list $at $one (or $secret $list $scalar)) }}
{{- end }}
{{- else if kindIs "slice" $value }}
{{- range $one := $value }}
{{- include "tallyport.noSecretsIn" (list $path $one $secret) }}
{{- end }}
{{- else if and $secret $value (not (regexMatch "^\\$\\{[^}:]+:?\\}$" (toString $value))) }}
{{- fail (printf "config has a secret in the clear, %s: put it into a Secret, name that under secrets.more, and write ${VARIABLE} here." $path) }}
{{- end }}
{{- end }}
