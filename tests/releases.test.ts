/** Who gets bytes that somebody sent. What reads stored bytes without asking for their scan is listed here, with the reason. */

import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const inside: Readonly<Record<string, string>> = {
  'desk/intake/routes.ts': 'a card just photographed, read by the platform for the officer who sent it',
  'desk/intake/saving/commands.ts': 'the same, saved with the intake',
  'drafts/list/routes.ts': 'a person’s own file, and its thumbnail, before anybody else has it',
  'drafts/submission/commands.ts': 'photos joined to a PDF, which is scanned anew',
  'feedback/photos/commands.ts': 'pictures drawn anew; the original is released by `readReleased`',
  'history/reading/commands.ts': 'a log read line by line, and never handed on',
  'operations/checks/own/commands.ts': 'bytes of its own',
  'oversight/files/commands.ts': 'hashes, to see that nothing was lost',
  'petitions/enclosures/commands.ts':
    'a person’s own file; pictures drawn anew; officers get it by `readReleased`',
  'results/forms/commands.ts': 'a result that the agency signed',
  'results/outgoing/commands.ts': 'a paper that the agency signed',
  'wallet/copies/commands.ts': 'pages drawn anew, joined to a copy that the clerk signs',
  'wallet/scanning/commands.ts': 'pages found in scans, drawn anew',
  'wallet/verification/commands.ts': 'a paper that an agency issued',
  'wallet/verification/routes.ts': 'a PDF whose signatures are looked at for whoever sent it',
}

const readers = globSync('src/modules/**/*.{ts,tsx}')
  .filter((file) => !file.includes('.test.') && !file.includes('/testing/'))
  .filter((file) => /\breadVerified\(|\bfiles\.open\(/.test(readFileSync(file, 'utf8')))
  .map((file) => file.replace('src/modules/', ''))

test('whoever reads stored bytes asks for their scan, or says why not', () => {
  assert.deepEqual(readers.toSorted(), Object.keys(inside).toSorted())
})

test('what is handed to others goes one way', () => {
  const released = globSync('src/modules/**/*.ts').filter((file) =>
    /\breadReleased\(/.test(readFileSync(file, 'utf8')),
  )
  assert.ok(released.length >= 8, `${released.length}`)
  for (const place of [
    'dossiers/desk/routes.ts',
    'national/portal/commands.ts',
    'feedback/published/commands.ts',
  ])
    assert.ok(released.includes(`src/modules/${place}`), place)
})
