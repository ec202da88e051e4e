import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { receiveFile } from '#kernel/files.ts'
import { mp3Sample, webmSample } from '#kernel/testing/sounds.ts'
import { acceptReport, forwardReport } from '../handling/commands.ts'
import { openWork } from '../handling/reading/commands.ts'
import { openReport } from '../published/commands.ts'
import { checkReport, readReport, sendReport, startReport } from '../sending/commands.ts'
import { acceptance, commune, desk, jpeg, platform, reportOf, typed, visitor } from '../testing/commands.ts'
import { openVoice, takeVoice, transcribe } from './commands.ts'

const receive = (name: string, bytes: Uint8Array) =>
  receiveFile(platform.files, { name, content: Readable.from([bytes]) }, 15, 'papers and sound')

async function spoken(words = '') {
  const context = { ...visitor(), operationKey: randomUUID() }
  const found = readReport(context, { ...typed, words }, { hasVoice: true })
  assert.ok('meant' in found)
  const voice = takeVoice([await receive('ghi-am.webm', webmSample(20))])
  const made = await startReport(context, found.meant, { voice })
  assert.equal((await checkReport(visitor(), made.code, made.secret)).hasVoice, true)
  await sendReport(visitor(), made.code, made.secret)
  return made
}

test('a recording stands for words, and nothing else does', async () => {
  assert.ok('wrong' in readReport(visitor(), { ...typed, words: '' }))
  assert.ok('wrong' in readReport(visitor(), { ...typed, words: 'ngắn' }, { hasVoice: true }))
  assert.equal(takeVoice([]), undefined)
  const refused = (name: string, bytes: Uint8Array, code: string) =>
    receive(name, bytes).then((file) => assert.throws(() => takeVoice([file]), { code: `feedback.${code}` }))
  await refused('dai.mp3', mp3Sample(200), 'recordingTooLong')
  await refused('anh.mp3', await jpeg(), 'notARecording')
  await assert.rejects(receive('phim.webm', webmSample(5, 'V_VP8A_OPUS')), { code: 'files.wrongKind' })
})

test('the desk hears it and writes it down; units read that, and everyone the words of the desk', async () => {
  const made = await spoken()
  const { code } = made
  assert.deepEqual((await openVoice(await desk(), code)).mediaType, 'audio/webm')
  await assert.rejects(openVoice(await commune(), code), { code: 'feedback.notFound' })
  await assert.rejects(transcribe(await desk(), { code, words: 'ngắn' }), {
    code: 'feedback.transcriptNeeded',
  })
  const said = 'Diều mắc vào dây điện trước nhà bà Tư.'
  await transcribe(await desk(), { code, words: 'Diều mắc vào dây điện.' })
  await transcribe(await desk(), { code, words: said })
  assert.equal((await reportOf(made)).words, said)
  await acceptReport(await desk(), { code, ...acceptance })
  await forwardReport(await desk(), 'forward', { code, unitCode: 'Z99.12.02', words: '' })
  const { report, voice } = await openWork(await commune(), code)
  assert.deepEqual([report.words, voice?.transcript], [said, said])
  assert.doesNotMatch(JSON.stringify(await openReport(visitor(), code)), /bà Tư|ghi-am/)
})

test('what was written stays as it was beside what was said', async () => {
  const made = await spoken('Diều mắc vào cây đa đầu làng.')
  await transcribe(await desk(), { code: made.code, words: 'Cây sắp đổ vì gió mạnh.' })
  assert.equal((await reportOf(made)).words, 'Diều mắc vào cây đa đầu làng.')
})
