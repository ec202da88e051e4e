/** `node apps/cli.ts <command> …`: commands of the operator, beside a running installation or without one. */

import { explain } from '#kernel/errors.ts'
import { openInstallation } from '#kernel/install.ts'
import { backgroundContext, openPlatform, operatorSeconds, readEnvironment } from '#kernel/platform.ts'
import { modules } from '../src/app.ts'

const [name, ...args] = process.argv.slice(2)
const commands = modules.flatMap(({ commands = [] }) => commands)
const command = commands.find((one) => one.name === name)

async function runCommand(): Promise<void> {
  if (!command)
    throw new Error(`Các lệnh: ${commands.map((one) => `\n  ${one.name}   ${one.summary}`).join('')}`)
  const installation = await openInstallation(process.env)
  try {
    const environment = readEnvironment({
      ...process.env,
      ...installation.env,
      BACKUP_DATABASE_URL: installation.urls.backup,
    })
    const platform = await openPlatform(environment, {
      name: `mot-cua ${command.name}`,
      connectionsMax: 2,
      statementSecondsMax: operatorSeconds,
    })
    await command.run(backgroundContext(platform), args).finally(() => platform.database.close())
  } finally {
    if (installation.postgres?.how === 'started') installation.postgres.stop()
  }
}

await runCommand().catch((thrown: unknown) => {
  console.error(explain(thrown))
  process.exitCode = 1
})
