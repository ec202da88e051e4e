/** Người gõ: a clerk who only has keys, with the pauses of a person (0.4 s a key, 1.2 s a decision). No mouse anywhere. */

import type { Page } from 'playwright-core'

export type Pace = {
  readonly keyMs: number
  readonly decisionMs: number
  /** Wait for the screen after each answer; a person is slower than any server. */
  readonly waitsForScreen?: boolean
}
export const humanPace: Pace = { keyMs: 400, decisionMs: 1200 }
/** For tests, which look at what happens and not at how long it takes. */
export const quickPace: Pace = { keyMs: 5, decisionMs: 20, waitsForScreen: true }

export type Typist = {
  /** A key that does something: it is decided, pressed and counted as an act. */
  act(key: string): Promise<void>
  /** An answer: decided, typed, and ended with Enter, which goes on to the next thing. */
  answer(text: string): Promise<void>
  /** An answer picked with keys, such as Space on a choice. */
  pick(...keys: string[]): Promise<void>
  /** The trigger of the scanner is an act; the scanner itself types fast and sends Enter. */
  scan(text: string): Promise<void>
  readonly counts: { acts: number; keys: number; answers: number; pausesMs: number }
}

export function typistAt(page: Page, pace: Pace): Typist {
  const counts = { acts: 0, keys: 0, answers: 0, pausesMs: 0 }
  const pause = async (ms: number) => {
    counts.pausesMs += ms
    await page.waitForTimeout(ms)
  }
  const press = async (key: string) => {
    await pause(pace.keyMs)
    await page.keyboard.press(key)
    counts.keys += 1
  }
  const decide = () => pause(pace.decisionMs)
  const settle = async () => {
    if (!pace.waitsForScreen) return
    await page.waitForTimeout(60)
    await page.waitForFunction(() =>
      /^Đã lưu|^$/.test(document.querySelector('#till-saved')?.textContent ?? ''),
    )
  }
  return {
    counts,
    async act(key) {
      await decide()
      await press(key)
      counts.acts += 1
    },
    async answer(text) {
      await decide()
      for (const letter of text) {
        await pause(pace.keyMs)
        await page.keyboard.type(letter)
        counts.keys += 1
      }
      await press('Enter')
      await settle()
      counts.answers += 1
    },
    async pick(...keys) {
      await decide()
      for (const key of keys) await press(key)
      await press('Enter')
      await settle()
      counts.answers += 1
    },
    async scan(text) {
      await decide()
      await pause(pace.keyMs)
      await page.keyboard.type(text)
      await page.keyboard.press('Enter')
      counts.acts += 1
    },
  }
}

export const mother =
  '060195000011|260123456|Nguyễn Thị Hồng Vân|02031995|Nữ|Số 12 Nguyễn Đình Chiểu, Khu phố 1, Mũi Né, Phan Thiết, Bình Thuận|01072021'
export const father =
  '060093000012||Trần Quốc Minh|20021993|Nam|Số 12 Nguyễn Đình Chiểu, Khu phố 1, Mũi Né, Phan Thiết, Bình Thuận|05082021'

/** The name of the control that has the focus. */
export const focusedName = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLInputElement | null
    return at?.name
      ? `${at.name}${at.value && at.tagName === 'BUTTON' ? `=${at.value}` : ''}`
      : (at?.tagName ?? '')
  })

/** Waits until the focus is where the clerk goes on; fails with where it is instead. */
export async function focusArrives(page: Page, name: string): Promise<void> {
  const arrived = await page
    .waitForFunction(
      (wanted) => {
        const at = document.activeElement as HTMLInputElement | null
        return at?.name === wanted || `${at?.name}=${at?.value}` === wanted
      },
      name,
      { timeout: 15_000 },
    )
    .catch(() => undefined)
  if (!arrived) throw new Error(`The focus is at ${await focusedName(page)}, not at ${name}`)
}

/** Which of two controls gets the focus: a phone is only asked of somebody who is not known yet. */
async function firstOf(page: Page, ...names: readonly string[]): Promise<string> {
  const found = await page.waitForFunction((wanted) => {
    const { name = '' } = document.activeElement as HTMLInputElement
    return wanted.includes(name) ? name : undefined
  }, names)
  return (await found.jsonValue()) ?? ''
}

/** From the next number to the receipt: a certified copy. */
export async function takeInCertifiedCopy(page: Page, typist: Typist): Promise<void> {
  await typist.act('Alt+n')
  await focusArrives(page, '_card')
  await typist.scan(mother)
  await focusArrives(page, '_q')
  await typist.act('Alt+1')
  if ((await firstOf(page, 'requesterPhone', 'paperName')) === 'requesterPhone')
    await typist.answer('0990000011')
  await typist.answer('Bằng tốt nghiệp đại học')
  await typist.answer('Trường Đại học Phan Thiết')
  await typist.answer('2')
  await typist.answer('3')
  // The two promises, read out and ticked one by one.
  for (const promise of ['original', 'truth']) {
    await focusArrives(page, promise)
    await typist.act('Space')
    await page.keyboard.press('Enter')
  }
  await focusArrives(page, '_paper.original.way')
  await typist.act('Space')
  await page.keyboard.press('Enter')
  await focusArrives(page, 'act=accept')
  await typist.act('Enter')
  await page.getByText('Đã tiếp nhận').first().waitFor()
}

/** What is offered under the field, with one key, where it is what is meant; else every letter. */
async function takeOffered(page: Page, typist: Typist, text: string): Promise<void> {
  await page.waitForTimeout(50)
  const shown = page.locator('.till-suggest')
  const offered = (await shown.count()) > 0 ? await shown.first().textContent() : null
  if (offered?.endsWith(text)) await typist.pick('ArrowDown')
  else await typist.answer(text)
}

/** From the next number to the receipt: a birth, registered by the mother with the father's card at hand. */
export async function takeInBirth(page: Page, typist: Typist, bornOn: string): Promise<void> {
  await typist.act('Alt+n')
  await focusArrives(page, '_card')
  await typist.scan(mother)
  await focusArrives(page, '_q')
  await typist.act('Alt+c')
  await typist.scan(father)
  await page.getByText('Trần Quốc Minh').first().waitFor()
  await focusArrives(page, '_q')
  await typist.act('Alt+2')
  const first = await firstOf(page, 'registrantPhone', 'childName')
  // The phone is only asked of somebody who is not known yet.
  if (first === 'registrantPhone') await typist.answer('0990000012')
  await typist.answer('Trần Gia Hân')
  await typist.answer(bornOn)
  await focusArrives(page, 'childSex')
  await typist.pick('ArrowRight')
  await typist.answer('kinh')
  // The place on the parents' cards is offered, and where most children of this desk are born.
  await takeOffered(page, typist, 'Mũi Né, Phan Thiết, Bình Thuận')
  await takeOffered(page, typist, 'Bệnh viện đa khoa tỉnh')
  await typist.answer('phu trinh')
  await focusArrives(page, 'certificateOn.day')
  await typist.answer(bornOn)
  await focusArrives(page, 'areMarried')
  await typist.pick('Space')
  await typist.answer('1')
  await focusArrives(page, 'truth')
  await typist.act('Space')
  await page.keyboard.press('Enter')
  await focusArrives(page, '_paper.birth-proof.way')
  await typist.act('Space')
  await page.keyboard.press('Enter')
  await focusArrives(page, 'act=accept')
  await typist.act('Enter')
  await page.getByText('Đã tiếp nhận').first().waitFor()
}

/** Counts what a mouse or a finger would do; keys alone leave it at nothing. */
export async function watchPointer(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const count = () =>
      sessionStorage.setItem('pointer', String(Number(sessionStorage.getItem('pointer') ?? 0) + 1))
    for (const name of ['pointerdown', 'mousedown', 'touchstart'])
      document.addEventListener(name, count, true)
  })
  return () => page.evaluate(() => Number(sessionStorage.getItem('pointer') ?? 0))
}
