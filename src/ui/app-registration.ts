/** Runs in the browser: puts the app's worker to work, and waits for it where a page needs it now. */
import { trusted } from './trusted.ts'

const workerPath = '/ung-dung.js'

/** The worker knows no version of the pages, so asking for a newer one once an hour is often enough. */
export async function registerApp(): Promise<ServiceWorkerRegistration> {
  // An earlier version had a worker of its own for a part; there is one now.
  const others = (await navigator.serviceWorker.getRegistrations()).filter(
    ({ scope }) => new URL(scope).pathname !== '/',
  )
  await Promise.all(others.map((one) => one.unregister()))
  return navigator.serviceWorker.register(trusted.createScriptURL(workerPath), { updateViaCache: 'all' })
}

/** Resolves when pages are opened through the worker. */
export async function workerStands(): Promise<void> {
  await navigator.serviceWorker.ready
  if (navigator.serviceWorker.controller) return
  await new Promise((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true })
  })
}
