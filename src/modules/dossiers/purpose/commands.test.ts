import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDossier } from '../desk/commands.ts'
import { acceptDossier, forwardDossier } from '../handling/commands.ts'
import { as, kitePermit, look, platform, refusedWith, seen, submitted, who } from '../testing/commands.ts'
import { statePurpose } from './commands.ts'

const at = (minutes: number) => new Date(Date.parse('2026-03-02T09:00+07:00') + minutes * 60_000)

/** At the appraising officer's, whom the registrar has nothing to do with. */
async function atOfficer(): Promise<string> {
  const code = await submitted(kitePermit)
  await acceptDossier(as('desk-clerk'), await seen(code))
  await forwardDossier(as('division-head'), await seen(code))
  return code
}

test('whoever holds no step says what for, is not asked again for half an hour, and the applicant reads it', async () => {
  const code = await atOfficer()
  const open = (minutes: number) => openDossier(as('registrar', at(minutes)), code)
  await assert.rejects(open(0), {
    code: 'dossiers.purposeNeeded',
    details: { askedAt: `/lam-viec/ho-so/${code}/muc-dich` },
  })
  await statePurpose(as('registrar', at(0)), { code, purpose: 'asked', words: ' Bà Diều gọi điện hỏi ' })
  await open(1)
  await open(29)
  await assert.rejects(open(31), refusedWith('purposeNeeded'))
  const told = await platform.looksAt((await look(code)).id)
  const own = told.filter(({ viewerId }) => viewerId === who('registrar').personId)
  assert.deepEqual(
    own.map(({ what, why, times }) => [what, why, times]),
    [['dossier', 'asked', 2]],
  )
})

test('holder and chief are not asked, nor whoever has just done something with it; the next day they are', async () => {
  const code = await atOfficer()
  await openDossier(as('officer', at(0)), code)
  await openDossier(as('division-head', at(0)), code)
  await openDossier(as('leader', at(0)), code)
  await openDossier(as('desk-clerk', '2026-03-02T08:20+07:00'), code)
  await assert.rejects(openDossier(as('desk-clerk', at(0)), code), refusedWith('purposeNeeded'))
  const told = await platform.looksAt((await look(code)).id)
  const why = (role: string) => told.find(({ viewerId }) => viewerId === who(role).personId)?.why
  assert.deepEqual(['officer', 'leader', 'desk-clerk'].map(why), ['step', 'work', 'step'])
})

test('a choice is needed, and another reason is told in words; a stranger hears of no dossier', async () => {
  const code = await atOfficer()
  const say = (purpose: 'other' | 'asked' | undefined, words: string, unit?: string) =>
    statePurpose(as('registrar', at(0), unit), { code, purpose, words })
  await assert.rejects(say(undefined, ''), refusedWith('purposeMissing'))
  await assert.rejects(say('other', '  '), refusedWith('purposeWordsNeeded'))
  await say('other', 'Đối chiếu sổ gió')
  await openDossier(as('registrar', at(1)), code)
  await assert.rejects(say('asked', '', 'Z99.12.01'), refusedWith('notFound'))
})
