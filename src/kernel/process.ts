/** How a process of an installation ends: told by a signal, or left alone by the parent that started it. */

const stopSecondsMax = 8

/**
 * Calls `stop` once, at the first signal or when the parent is gone, then ends the process. Work that does not finish
 * in time is cut off: whatever was acknowledged is in the database already.
 */
export function stopWhenTold(stop: () => Promise<void>): void {
  let isStopping = false
  const stopOnce = () => {
    if (isStopping) return
    isStopping = true
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
  return new Promise((resolve) => process.once('message', (env) => resolve(env as NodeJS.ProcessEnv)))
}
