/** Judges every statement that a run of tests sent (`keepStatements`). */

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Catalogue, readCatalogue } from './catalogue.ts'
import { excused } from './exceptions.ts'
import { type Finding, judge, type Rule } from './rules.ts'
import { statementsOf } from './sql.ts'

/** Tests ask for their own ends too: what they plant, and what they read of the server itself. */
const ofTests = /^\s*(create|drop|alter|grant|revoke|do)\b|\bplanted_/i

/** Tests write rows with a question among the values; what the sources write is judged where it stands. */
const ofSourcesOnly: Rule = 'askInValues'

export type Judged = { readonly statements: number; readonly findings: readonly Finding[] }

/** Everything in the folder, judged against the catalogue of the migrated database. */
export async function judgeSent(folder: string, templateUrl: string, schema: string): Promise<Judged> {
  const client = new pg.Client(templateUrl)
  await client.connect()
  try {
    return judgeTexts(textsIn(folder), await readCatalogue(client, schema))
  } finally {
    await client.end()
  }
}

/** Findings of the texts that no exception excuses. */
export function judgeTexts(texts: readonly string[], catalogue: Catalogue): Judged {
  const statements = texts.filter((text) => !ofTests.test(text)).flatMap(statementsOf)
  return {
    statements: statements.length,
    findings: statements
      .flatMap((one) => judge(one, catalogue))
      .filter((finding) => !excused(finding) && finding.rule !== ofSourcesOnly),
  }
}

function textsIn(folder: string): string[] {
  const lines = globSync('*.ndjson', { cwd: folder }).flatMap((file) =>
    readFileSync(join(folder, file), 'utf8').split('\n'),
  )
  return [...new Set(lines.filter(Boolean))].map((line) => JSON.parse(line) as string)
}
