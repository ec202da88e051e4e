/** Commands of the operator that read the ledger's own database; `tools/socai.ts` hands them on. */

import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { tileWidth } from '#kernel/merkle-tiles.ts'
import type { CliCommand } from '#kernel/module.ts'
import { proveEvents } from '../auditing/commands.ts'
import { judgeCourse, type ProvenEvent } from '../auditing/domain.ts'
import { treePaths, trees } from '../domain.ts'
import { addWitness } from '../heads/commands.ts'
import { findHead, findKeys } from '../heads/store.ts'
import { check, readMemory, writeMemory } from '../monitor/commands.ts'
import { findingKinds } from '../monitor/domain.ts'
import { findCase } from '../proofs/store.ts'
import { compareWithWitness } from '../restoring/commands.ts'
import { tileReader } from '../sequencing/store.ts'

/** As the whole command line answers: proven, disproved, cannot tell. */
const exits = { proven: 0, disproved: 1, unclear: 2 } as const

function answer(is: keyof typeof exits, words: readonly string[]): void {
  for (const line of words) console.log(line)
  process.exitCode = exits[is]
}

const option = (args: readonly string[], name: string): string | undefined => {
  const at = args.indexOf(name)
  return at < 0 ? undefined : args[at + 1]
}

/** Reads everything again and compares it with what a file outside the database remembers. */
async function monitor(context: Context, args: readonly string[]): Promise<void> {
  const file = option(args, '--state')
  const { findings, leaves, memory } = await check(
    context,
    file ? readMemory(file) : undefined,
    Number(option(args, '--from') ?? 0),
  )
  if (findings.length === 0 && file) writeMemory(file, memory)
  if (args.includes('--json')) console.log(JSON.stringify({ leaves, findings }))
  else {
    for (const { kind, tree, where } of findings)
      console.log(`✗ ${findingKinds[kind].vi} (${treePaths[tree]}, ${where})`)
    console.log(
      findings.length === 0
        ? `Đọc lại ${leaves} lá, không có gì sai khác.`
        : `Có ${findings.length} chỗ sai khác.`,
    )
  }
  process.exitCode = findings.length === 0 ? exits.proven : exits.disproved
}

/** Every event of a dossier with the proof of its leaf, each checked as a stranger would, and where they lead. */
async function auditDossier(context: Context, [code = '']: readonly string[]): Promise<void> {
  const found = await read(context, async (tx) => {
    const dossier = await findCase(tx, code)
    return dossier && { state: dossier.state, events: await proveEvents(tx, context, dossier.id) }
  })
  if (!found) return answer('unclear', [`Không có hồ sơ nào mang mã ${code}.`])
  const count = (is: ProvenEvent['is']) => found.events.filter((one) => one.is === is).length
  const [proven, wrong, others] = [count('proven'), count('wrong'), count('other')]
  const marks = { proven: '✓', wrong: '✗', other: '·' }
  const course = judgeCourse(found.events, found.state)
  answer(wrong > 0 || course.is === 'disproved' ? 'disproved' : others > 0 ? 'unclear' : course.is, [
    ...found.events.map(({ is, at, name, place }) => `${marks[is]} ${at.toISOString()} ${name} (${place})`),
    `${proven} việc có bằng chứng, ${wrong} việc không khớp, ${others} việc chưa vào sổ hoặc đã xóa nội dung.`,
    course.words,
  ])
}

/** Heads, tiles and keys as static files, in the places where other tools look for them (C2SP tlog-tiles). */
async function exportTiles(context: Context, [folder = '']: readonly string[]): Promise<void> {
  if (!folder) throw new Error('Cách dùng: socai export THƯ-MỤC')
  let files = 0
  const write = (name: string, content: string | Buffer) => {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, content)
    files++
  }
  await read(context, async (tx) => {
    write('khoa.txt', (await findKeys(tx)).map(({ key }) => `${key}\n`).join(''))
    for (const tree of trees) {
      const head = await findHead(tx, tree)
      if (!head) continue
      write(`${treePaths[tree]}/checkpoint`, head.note)
      const tile = tileReader(tx, tree)
      for (let level = 0, count = head.size; count > 0; level++, count = Math.floor(count / tileWidth))
        for (let index = 0; index * tileWidth < count; index++) {
          const width = Math.min(tileWidth, count - index * tileWidth)
          const bytes = await tile({ level, index })
          const name = `${treePaths[tree]}/tile/${level}/${tileName(index, width)}`
          write(name, bytes.subarray(0, width * 32))
        }
    }
  })
  answer('proven', [`Đã ghi ${files} tệp vào ${folder}.`])
}

/** `x001/234`, and `.p/<width>` behind a tile that is not whole. */
function tileName(index: number, width: number): string {
  const groups = String(index)
    .padStart(Math.ceil(String(index).length / 3) * 3, '0')
    .match(/\d{3}/g) ?? ['000']
  const last = groups.at(-1)
  const name = [...groups.slice(0, -1).map((group) => `x${group}`), last].join('/')
  return width === tileWidth ? name : `${name}.p/${width}`
}

/** Whether a restored database begins with what a witness saw, and which leaves it lacks. */
async function restoreCheck(context: Context, args: readonly string[]): Promise<void> {
  const file = option(args, '--witness')
  if (!file) throw new Error('Cách dùng: socai restore-check --witness TỆP-TRẠNG-THÁI')
  const { is, words } = await compareWithWitness(context, file)
  answer(is, words)
}

async function witnessAdd(context: Context, [key = '']: readonly string[]): Promise<void> {
  answer('proven', [`Đã ghi khóa của người làm chứng ${await addWitness(context, key)}.`])
}

export const commands: readonly CliCommand[] = [
  {
    name: 'socai:monitor',
    summary: '[--state TỆP] [--from N] [--json]  Đọc lại cả sổ cái, nêu chỗ bị sửa',
    run: monitor,
  },
  {
    name: 'socai:audit-dossier',
    summary: 'MÃ-HỒ-SƠ  Mọi việc của một hồ sơ, từng việc có bằng chứng',
    run: auditDossier,
  },
  { name: 'socai:export', summary: 'THƯ-MỤC  Ghi cây, điểm chốt, khóa thành tệp', run: exportTiles },
  {
    name: 'socai:restore-check',
    summary: '--witness TỆP  So bản khôi phục với trạng thái của người làm chứng',
    run: restoreCheck,
  },
  { name: 'socai:witness-add', summary: 'KHÓA  Ghi khóa của một người làm chứng', run: witnessAdd },
]
