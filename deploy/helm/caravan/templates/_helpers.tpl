{{/* Names and selector are those of VolSync's chart: a Deployment's selector cannot be changed by an upgrade. */}}
{{- define "caravan.name" -}}
{{ .Values.nameOverride | default "volsync" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "caravan.fullname" -}}
{{- $name := .Values.nameOverride | default "volsync" -}}
{{- $ofRelease := contains $name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $name) -}}
{{ .Values.fullnameOverride | default $ofRelease | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "caravan.selector" -}}
app.kubernetes.io/name: {{ include "caravan.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
control-plane: {{ include "caravan.fullname" . }}-controller
{{- end }}

{{- define "caravan.labels" -}}
{{ include "caravan.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "caravan.account" -}}
{{ .Values.serviceAccount.name | default (.Values.serviceAccount.create | ternary (include "caravan.fullname" .) "default") }}
{{- end }}

{{/* The reference of an image, given the root and its values; VolSync's own cannot serve. */}}
{{- define "caravan.image" -}}
{{- $root := index . 0 -}}
{{- $given := index . 1 -}}
{{- $image := $given.image | default (printf "%s:%s" $given.repository ($given.tag | default $root.Chart.AppVersion)) -}}
{{- if regexMatch "(^|/)(backube|perfectra1n)/volsync[:@]" $image -}}
{{- fail (printf "%s is VolSync's image, which this chart cannot run: take image and restic out of the values, or name an image of Caravan there" $image) -}}
{{- end -}}
{{ $image }}
{{- end }}
