/** The SQL that stands in our sources: migrations, and the texts behind `sql` in TypeScript. */

import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'

export type Source = { readonly file: string; readonly texts: readonly string[] }

/** Migrations, one text each. */
export function migrationTexts(): Source[] {
  return globSync('src/**/migrations/*.sql').map((file) => ({ file, texts: [readFileSync(file, 'utf8')] }))
}

/** Every text behind the tag `sql`, with a parameter for what is put in; parts are put in by themselves. */
export function taggedTexts(pattern = 'src/**/*.{ts,tsx}'): Source[] {
  return globSync(pattern)
    .filter((file) => !file.endsWith('.test.ts') && !file.includes('/testing/'))
    .map((file) => ({ file, texts: textsIn(readFileSync(file, 'utf8')) }))
    .filter(({ texts }) => texts.length > 0)
}

function textsIn(code: string): string[] {
  if (!code.includes('sql')) return []
  const texts: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'sql') texts.push(plain(node.template))
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('source.ts', code, ts.ScriptTarget.Latest, true))
  return texts
}

function plain(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text
  const rest = template.templateSpans.map(({ expression, literal }) => `${inside(expression)}${literal.text}`)
  return `${template.head.text}${rest.join('')}`
}

/** Texts within a text are read where they stand, so that a table named outside is known inside. */
function inside(expression: ts.Expression): string {
  return ts.isTaggedTemplateExpression(expression) && expression.tag.getText() === 'sql'
    ? plain(expression.template)
    : '$1'
}
