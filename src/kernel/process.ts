/** How a process of an installation ends: told by a signal, or left alone by the parent that started it. */

const stopSecondsMax = 25
let isEnding = false

/** Whether this process was told to end: it answers what still comes, and says that it takes no more. */
export const isProcessEnding = (): boolean => isEnding

/**
 * Calls `stop` once, at the first signal or when the parent is gone, then ends the process. Work that does not finish
 * in time is cut off: whatever was acknowledged is in the database already.
 */
export function stopWhenTold(stop: () => Promise<void>): void {
  const stopOnce = () => {
    if (isEnding) return
    isEnding = true
    setTimeout(() => process.exit(1), stopSecondsMax * 1000).unref()
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'disconnect']) process.on(signal, stopOnce)
  // The parent may have died while this process was still starting.
  if (process.send && !process.connected) stopOnce()
}

/** The settings of this process: its environment, or what the parent sends once the installation is ready. */
export function settingsOfProcess(): Promise<NodeJS.ProcessEnv> {
  if (process.env.SETTINGS_BY_MESSAGE !== 'true') return Promise.resolve(process.env)
  // What was built for the code of this process is this process's own matter.
  const own = { BUILT_DIR: process.env.BUILT_DIR }
  return new Promise((resolve) =>
    process.once('message', (env) => resolve({ ...(env as NodeJS.ProcessEnv), ...own })),
  )
}
