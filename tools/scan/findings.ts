/** What the scanners found, in one form, and which of it is explained. Pure. */

export type Finding = {
  readonly tool: 'sqlmap' | 'wapiti'
  readonly kind: string
  readonly where: string
  readonly text: string
}

/** One run of sqlmap over one address; a run that was cut off is not done. */
export function readSqlmap(
  printed: string,
  where: string,
): { readonly isDone: boolean; readonly findings: readonly Finding[] } {
  const findings = [...printed.matchAll(/^Parameter: (.+)\n\s+Type: (.+)$/gm)].map(
    ([, parameter = '', type = '']): Finding => ({
      tool: 'sqlmap',
      kind: 'SQL injection',
      where,
      text: `${parameter}, ${type}`,
    }),
  )
  const isDone =
    findings.length > 0 ||
    /all tested parameters do not appear to be injectable|no parameter\(s\) found for testing/.test(printed)
  return { isDone, findings }
}

type Report = {
  readonly vulnerabilities: Readonly<Record<string, readonly Raised[]>>
  readonly anomalies: Readonly<Record<string, readonly Raised[]>>
}
type Raised = {
  readonly method: string
  readonly path: string
  readonly info: string
  readonly parameter: string | null
}

/** The report of wapiti. Throws on one that is no report. */
export function readWapiti(json: string): readonly Finding[] {
  const { vulnerabilities, anomalies } = JSON.parse(json) as Report
  return Object.entries({ ...vulnerabilities, ...anomalies }).flatMap(([kind, raised]) =>
    raised.map(
      ({ method, path, info, parameter }): Finding => ({
        tool: 'wapiti',
        kind,
        where: `${method} ${path}${parameter ? ` (${parameter})` : ''}`,
        text: info.split('\n')[0] ?? '',
      }),
    ),
  )
}

export type Explained = {
  readonly tool: string
  readonly kind: string
  readonly where: RegExp
  readonly text: RegExp
}

/** The rows of the table of explained findings: tool, kind, where and text as patterns, reason. */
export function explainedIn(markdown: string): readonly Explained[] {
  return [
    ...markdown.matchAll(/^\| (sqlmap|wapiti) \| ([^|]+) \| `([^`]+)` \| `([^`]+)` \| ([^|]{20,}) \|$/gm),
  ].map(([, tool = '', kind = '', where = '', text = '']) => ({
    tool,
    kind,
    where: new RegExp(`^${where}$`),
    text: new RegExp(text),
  }))
}

export const isExplained = ({ tool, kind, where, text }: Finding, explained: readonly Explained[]): boolean =>
  explained.some(
    (one) => one.tool === tool && one.kind === kind && one.where.test(where) && one.text.test(text),
  )
