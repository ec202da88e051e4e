import assert from 'node:assert/strict'
import { test } from 'node:test'
import { catchUp } from '#kernel/testing/reactions.ts'
import { modules } from '../../../app.ts'
import { openPassport } from '../../indicators/passport/commands.ts'
import { parsePeriod } from '../../indicators/periods/domain.ts'
import { rateReport, reopenReport } from '../following/commands.ts'
import { asSender, platform, standing, visitor } from '../testing/commands.ts'
import { viewStatistics } from './commands.ts'

const at = '2026-03-31T08:00+07:00'
const fold = modules.find(({ name }) => name === 'indicators')?.reactions?.[0]
const sources = modules.flatMap(({ measures = [] }) => measures)
const period = parsePeriod('month:2026-03-01')

test('indicators of field reports are worked out from the reports, told to everyone, each with its passport', async () => {
  assert.ok(fold && period)
  const liked = await standing('published', asSender())
  await rateReport(asSender('2026-03-11T08:00+07:00'), { code: liked.code, rating: 'acceptable', words: '' })
  const again = await standing('published', asSender())
  await reopenReport(asSender('2026-03-11T08:00+07:00'), {
    code: again.code,
    secret: again.secret,
    words: 'Dây điện vẫn chùng xuống đường.',
  })
  // Taken and never answered: late from the sixteenth on.
  await standing('processing')
  await catchUp(platform.as({ kind: 'system' }, at), fold)
  const { indicators } = await viewStatistics(visitor(at), '2026-03')
  const told = Object.fromEntries(
    indicators.map(({ figure: { indicator, of, per, value } }) => [indicator.code, [of, per, value]]),
  )
  assert.deepEqual(told, {
    // Three were taken.
    1: [3, null, 3],
    // Two in time; the third is late.
    2: [2, 3, 66.67],
    3: [1, 1, 100],
    // One of the two that were answered.
    4: [1, 2, 50],
    // From Friday 6 March at three to Tuesday 10 March at eight in the morning: 89 hours each.
    5: [178, 2, 89],
  })
  const asked = { unitCode: 'Z99', code: '5', period, setCode: 'phan-anh' }
  const { figure, inputs, board } = await openPassport(visitor(at), asked, sources)
  assert.deepEqual([figure.value, board.set.code], [89, 'phan-anh'])
  assert.deepEqual(
    inputs.map(({ wanted, value }) => [wanted.measure, value]),
    [
      ['feedback.firstAnswerHours', 178],
      ['feedback.firstAnswers', 2],
    ],
  )
  for (const wrong of [{ setCode: undefined }, { setCode: 'khong-co' }, { code: '99' }])
    await assert.rejects(openPassport(visitor(at), { ...asked, ...wrong }, sources), {
      code: 'indicators.unknownIndicator',
    })
  assert.deepEqual(
    (await viewStatistics(visitor(at), '2021-03')).indicators,
    [],
    'before there was such a set',
  )
})
