/** Statements that break a rule on purpose, each with the reason why that does no harm. */

import type { Finding, Rule } from './rules.ts'

type Exception = {
  readonly rule: Rule
  readonly about: string
  readonly says: string
  readonly because: string
}

const exceptions: readonly Exception[] = []

/** The reason why a finding stands, or nothing when it may not. */
export function excused({ rule, about, statement }: Finding): string | undefined {
  return exceptions.find((one) => one.rule === rule && one.about === about && statement.includes(one.says))
    ?.because
}

/** Exceptions that excuse none of the findings: the list grows shorter with the code. */
export function unused(findings: readonly Finding[]): string[] {
  return exceptions
    .filter(
      (one) =>
        !findings.some(
          ({ rule, about, statement }) =>
            rule === one.rule && about === one.about && statement.includes(one.says),
        ),
    )
    .map(({ rule, about, says }) => `${rule} ${about} ${says}`)
}
