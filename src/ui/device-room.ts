/** Runs in the browser: how much room the device has for what is kept on it, and for how long. */

/** Asks the browser to keep what is kept here even when the device runs out of room. It may say no. */
export async function askToPersist(): Promise<void> {
  await navigator.storage?.persist?.().catch(() => false)
}

/** Whether the device has next to no room left. A browser that does not say has enough. */
export async function isNearlyFull(): Promise<boolean> {
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {}
  return quota > 0 && usage > quota * 0.9
}
