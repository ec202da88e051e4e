/** `npm run socai -- <lệnh>`: checks the ledger without its server. Exit 0 proven, 1 disproved, 2 cannot tell. */

import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { grewFrom } from '#kernel/merkle.ts'
import { consistencyPath, remembering } from '#kernel/merkle-tiles.ts'
import { openCheckpoint, toHex } from '#kernel/notes.ts'
import { checkReceipt } from '#kernel/receipts.ts'
import { verifyPdfSignatures } from '#kernel/signing.ts'
import { verdictWords } from '#kernel/verdicts.ts'
import { attachedReceipt } from './socai/document.ts'
import { readBytes, readHead, readKeys, readText, tilesOf } from './socai/reading.ts'
import { initWitness, type Witnessed, witnessForever, witnessOnce } from './socai/witness.ts'

const usage = `Cách dùng: npm run socai -- LỆNH
  verify-receipt TỆP --keys KHÓA        kiểm tra biên nhận, hoặc dòng chữ của mã QR lớn (--qr "SC1:…")
  verify-doc PDF --keys KHÓA            mã băm, biên nhận bên trong và chữ ký của một văn bản
  head SỔ --keys KHÓA                   điểm chốt mới nhất; SỔ là địa chỉ (https://…/so-cai/quyet-dinh) hoặc thư mục đã xuất
  consistency CŨ MỚI --log SỔ --keys KHÓA   sổ MỚI có bắt đầu bằng sổ CŨ không (hai tệp điểm chốt)
  witness init --name TÊN --state TỆP   làm một người làm chứng
  witness run SỔ… --state TỆP --keys KHÓA [--every GIÂY]
Trên máy của cổng:
  monitor [--state TỆP] [--from N] · audit-dossier MÃ · export THƯ-MỤC · restore-check --witness TỆP · witness-add KHÓA
Thêm --json để lấy kết quả cho chương trình. Mã thoát: 0 đúng, 1 sai, 2 chưa kết luận được.`

const onServer = ['monitor', 'audit-dossier', 'export', 'restore-check', 'witness-add']
const exits = { proven: 0, disproved: 1, unclear: 2 } as const
type Answer = Witnessed & { readonly facts?: object }

const [command = '', ...rest] = process.argv.slice(2)

async function offline(): Promise<Answer> {
  const { values, positionals } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: {
      keys: { type: 'string' },
      qr: { type: 'string' },
      log: { type: 'string' },
      name: { type: 'string' },
      state: { type: 'string' },
      every: { type: 'string' },
      json: { type: 'boolean' },
    },
  })
  const [first = '', second = ''] = positionals
  const keys = () => readKeys(values.keys)
  if (command === 'verify-receipt')
    return verifyReceipt(values.qr ?? readText(first, 'tệp biên nhận'), await keys())
  if (command === 'verify-doc') return verifyDocument(first, await keys())
  if (command === 'head') return head(first, await keys())
  if (command === 'consistency') return consistency(first, second, values.log ?? '', await keys())
  if (command === 'witness' && first === 'init') {
    const key = await initWitness(values.state ?? '', values.name ?? '')
    return { is: 'proven', words: key, facts: { key } }
  }
  if (command === 'witness' && first === 'run') {
    const [state, logs] = [values.state ?? '', positionals.slice(1)]
    if (values.every) return witnessForever(state, logs, await keys(), Number(values.every))
    let last: Answer = { is: 'unclear', words: 'Chưa nêu sổ nào.' }
    for (const log of logs) {
      last = await witnessOnce(state, log, await keys())
      if (last.is !== 'proven') break
    }
    return last
  }
  return { is: 'unclear', words: usage }
}

type Keys = Awaited<ReturnType<typeof readKeys>>

async function verifyReceipt(text: string, keys: Keys): Promise<Answer> {
  const verdict = await checkReceipt(text, keys)
  const { title, text: words, rows } = verdictWords(verdict, 'vi')
  const is = verdict.is === 'wrong' ? 'disproved' : verdict.is === 'proven' ? 'proven' : 'unclear'
  return {
    is,
    words: [title, words, ...rows.map(({ term, value }) => `  ${term}: ${value}`)].join('\n'),
    facts: { verdict: verdict.is, ...('because' in verdict && { because: verdict.because }), rows },
  }
}

async function verifyDocument(file: string, keys: Keys): Promise<Answer> {
  const bytes = readBytes(file, 'tệp PDF')
  const lines = [`SHA-256 ${createHash('sha256').update(bytes).digest('hex')}`]
  const signatures = await verifyPdfSignatures(bytes, [])
  for (const { signer, digestMatches, signatureMatches } of signatures)
    lines.push(`${digestMatches && signatureMatches ? '✓' : '✗'} chữ ký của ${signer}`)
  const isAltered = signatures.some((one) => !one.digestMatches || !one.signatureMatches)
  const receipt = await attachedReceipt(bytes)
  if (!receipt) lines.push('Văn bản không mang biên nhận sổ cái.')
  const proof = receipt ? await verifyReceipt(receipt, keys) : undefined
  return {
    is: isAltered ? 'disproved' : (proof?.is ?? 'unclear'),
    words: [...lines, ...(proof ? [proof.words] : [])].join('\n'),
    facts: { signatures, ...proof?.facts },
  }
}

async function head(log: string, keys: Keys): Promise<Answer> {
  const { opened } = await readHead(log, keys)
  if (opened.is !== 'signed') return { is: 'disproved', words: 'Điểm chốt không do khóa đã biết ký.' }
  const { checkpoint, witnesses } = opened
  const names = witnesses.map(({ key }) => key.name)
  const facts = {
    origin: checkpoint.origin,
    size: checkpoint.size,
    root: toHex(checkpoint.root),
    witnesses: names,
  }
  const words = [
    checkpoint.origin,
    `  ${facts.size} lá`,
    `  gốc ${facts.root}`,
    `  làm chứng: ${names.join(', ') || 'chưa có'}`,
  ]
  return { is: 'proven', words: words.join('\n'), facts }
}

async function consistency(old: string, fresh: string, log: string, keys: Keys): Promise<Answer> {
  const [earlier, later] = await Promise.all(
    [old, fresh].map((file) => openCheckpoint(readText(file, 'tệp điểm chốt'), keys)),
  )
  if (earlier?.is !== 'signed' || later?.is !== 'signed')
    return { is: 'disproved', words: 'Một trong hai điểm chốt không do khóa đã biết ký.' }
  if (earlier.checkpoint.origin !== later.checkpoint.origin)
    return { is: 'unclear', words: 'Hai điểm chốt của hai sổ khác nhau.' }
  const [from, to] = [earlier.checkpoint, later.checkpoint]
  const isGrowing = from.size <= to.size
  const path = isGrowing ? await consistencyPath(remembering(tilesOf(log, to.size)), from.size, to.size) : []
  return isGrowing && (await grewFrom(from, to, path))
    ? {
        is: 'proven',
        words: `Sổ ${to.size} lá bắt đầu đúng bằng sổ ${from.size} lá.`,
        facts: { from: from.size, to: to.size },
      }
    : { is: 'disproved', words: 'Sổ mới không bắt đầu bằng sổ cũ.' }
}

async function run(): Promise<void> {
  if (onServer.includes(command)) {
    process.argv = [...process.argv.slice(0, 2), `socai:${command}`, ...rest]
    await import('../apps/cli.ts')
    return
  }
  const answer = await offline()
  console.log(rest.includes('--json') ? JSON.stringify({ is: answer.is, ...answer.facts }) : answer.words)
  process.exitCode = exits[answer.is]
}

await run().catch((thrown: unknown) => {
  console.error(thrown instanceof Error ? thrown.message : thrown)
  process.exitCode = exits.unclear
})
