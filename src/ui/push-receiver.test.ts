/** What the browser's receiver does with a message, outside a browser: the headless one shows no messages. */

import assert from 'node:assert/strict'
import { test } from 'node:test'

type Listen = (event: object) => void
const listens = new Map<string, Listen>()
const shown: unknown[] = []
const opened: string[] = []
const proved: [string, RequestInit | undefined][] = []
let mayShow = true

Object.assign(globalThis, {
  addEventListener: (name: string, listen: Listen) => listens.set(name, listen),
  registration: {
    async showNotification(title: string, options: object) {
      if (!mayShow) throw new TypeError('No notification permission')
      shown.push([title, options])
    },
  },
  clients: { openWindow: async (address: string) => opened.push(address) },
  fetch: async (address: string, init?: RequestInit) => {
    proved.push([address, init])
    throw new TypeError('no line')
  },
})
await import('./push-receiver.ts')

const message = {
  title: 'Hồ sơ A-1 có tin',
  text: 'Hẹn trả 06/03/2026.',
  language: 'vi',
  link: '/h/A-1',
  proof: '/p/1',
}
async function dispatch(name: string, event: object): Promise<void> {
  const work: Promise<unknown>[] = []
  listens.get(name)?.({ ...event, waitUntil: (one: Promise<unknown>) => work.push(one) })
  await Promise.all(work)
}

test('a message is shown, then told to be there without cookies, also when the line is gone by then', async () => {
  await dispatch('push', { data: { json: () => message } })
  const { title, text: body, language: lang, link } = message
  assert.deepEqual(shown, [[title, { body, lang, tag: link, data: { link } }]])
  assert.deepEqual(proved, [['/p/1', { method: 'POST', credentials: 'omit' }]])
})

test('what could not be shown is not told to have arrived, and an empty message is nothing', async () => {
  mayShow = false
  await assert.rejects(dispatch('push', { data: { json: () => message } }))
  await dispatch('push', { data: null })
  assert.equal(proved.length, 1)
})

test('a press closes the message and opens its link', async () => {
  let isClosed = false
  const close = () => {
    isClosed = true
  }
  await dispatch('notificationclick', { notification: { data: { link: '/h/A-1' }, close } })
  assert.deepEqual([opened, isClosed], [['/h/A-1'], true])
})
