/**
 * The part of the app's worker that receives messages: shows each, tells the province that it is there, and opens the dossier
 * on a press.
 */

type Message = {
  readonly title: string
  readonly text: string
  readonly language: string
  readonly link: string
  readonly proof: string
}
type Received = {
  readonly data: { json(): Message } | null
  waitUntil(work: Promise<unknown>): void
}
type Pressed = {
  readonly notification: { readonly data: { readonly link: string }; close(): void }
  waitUntil(work: Promise<unknown>): void
}
type Scope = {
  readonly registration: {
    showNotification(title: string, options: NotificationOptions): Promise<void>
  }
  readonly clients: { openWindow(address: string): Promise<unknown> }
  addEventListener(name: 'push', listen: (event: Received) => void): void
  addEventListener(name: 'notificationclick', listen: (event: Pressed) => void): void
}

const receiver = globalThis as unknown as Scope

receiver.addEventListener('push', (event) => {
  const message = event.data?.json()
  if (message) event.waitUntil(show(message))
})

async function show({ title, text, language, link, proof }: Message): Promise<void> {
  await receiver.registration.showNotification(title, {
    body: text,
    lang: language,
    tag: link,
    data: { link },
  })
  // Without cookies: the address alone proves that this browser could read the message.
  await fetch(proof, { method: 'POST', credentials: 'omit' }).catch(() => undefined)
}

receiver.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(receiver.clients.openWindow(event.notification.data.link))
})
