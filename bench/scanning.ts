/**
 * Scanning: how many letters and fields come out right, with our straightening and without it, on the same pages in the
 * same run. Pages are set by Typst from invented papers, then spoiled as a scanner and a phone would.
 */

import { readPack } from '#kernel/packs.ts'
import { proposeFields } from '../src/modules/wallet/scanning/fields/domain.ts'
import {
  type ReadPage,
  readLetters,
  readPage,
  restRecogniser,
  straightenPage,
} from '../src/modules/wallet/scanning/recognition/commands.ts'
import { drawPage, photographed, skewed } from '../src/modules/wallet/testing/commands.ts'
import { type SamplePaper, samples } from '../src/modules/wallet/testing/domain.ts'

const pack = await readPack('packs/demo')
const kinds = new Map(pack.paperKinds.map((kind) => [kind.code, kind]))
const amount = Number(process.argv[2] ?? samples.length)

/** Letters to add, drop or change, per letter of the truth. */
function errorRate(read: string, truth: string): number {
  const [a, b] = [[...read], [...truth]]
  let before = b.map((_, index) => index).concat(b.length)
  for (const [row, sign] of a.entries()) {
    const now = [row + 1]
    for (const [column, other] of b.entries())
      now.push(
        Math.min(
          (before[column] ?? 0) + (sign === other ? 0 : 1),
          (before[column + 1] ?? 0) + 1,
          (now[column] ?? 0) + 1,
        ),
      )
    before = now
  }
  return (before[b.length] ?? 0) / b.length
}

type Figures = { errors: number; right: number; fields: number; pages: number; milliseconds: number }
const none = (): Figures => ({ errors: 0, right: 0, fields: 0, pages: 0, milliseconds: 0 })

function add(figures: Figures, sample: SamplePaper, read: ReadPage, milliseconds: number): void {
  const text = read.lines.map((line) => line.text).join(' ')
  figures.errors += Math.min(1, errorRate(text, sample.lines.join(' ')))
  figures.pages += 1
  figures.milliseconds += milliseconds
  const fields = kinds.get(sample.kind)?.fields ?? []
  const proposed = new Map(proposeFields(read.lines, fields).map(({ key, value }) => [key, value]))
  for (const [key, value] of Object.entries(sample.truth)) {
    figures.fields += 1
    if (proposed.get(key) === value) figures.right += 1
  }
}

const angles = [3, -5, 7]
const ways: readonly (readonly [string, (page: Buffer, index: number) => Promise<Buffer>])[] = [
  ['clean', async (page) => page],
  ['skewed 3-7°', (page, index) => skewed(page, angles[index % angles.length] ?? 5)],
  ['photographed', (page) => photographed(page)],
  ['photographed, soft', (page) => photographed(page, { blur: 2 })],
]

console.log(`${amount} invented papers; CER = wrong letters, fields = values exactly right\n`)
console.log('pages                straightened: CER   fields   s/page    as they are: CER   fields   s/page')
for (const [name, spoil] of ways) {
  const [ours, bare] = [none(), none()]
  for (const [index, sample] of samples.slice(0, amount).entries()) {
    const picture = await spoil(await drawPage(sample), index)
    const began = performance.now()
    const { read } = await readPage(await straightenPage(picture))
    const between = performance.now()
    add(ours, sample, read, between - began)
    add(bare, sample, await readLetters(picture), performance.now() - between)
  }
  const shown = ({ errors, right, fields, pages, milliseconds }: Figures) =>
    [
      `${((errors / pages) * 100).toFixed(2)} %`.padStart(9),
      `${right}/${fields}`.padStart(8),
      (milliseconds / pages / 1000).toFixed(1).padStart(8),
    ].join(' ')
  console.log(`${name.padEnd(20)} ${shown(ours).padStart(38)}  ${shown(bare).padStart(36)}`)
}
await restRecogniser()
