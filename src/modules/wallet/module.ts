/** Kho dữ liệu điện tử: papers scanned, signed and kept once; results and copies handed in again; proof for anyone. */

import { defineModule } from '#kernel/module.ts'
import { routes as ending } from './ending/routes.ts'
import { flagPapers, keepResults, keptOfWallet } from './entries/commands.ts'
import { routes as entries } from './entries/routes.ts'
import { findEntries } from './entries/store.ts'
import { seedWallet } from './invented/commands.ts'
import { keeping } from './keeping/store.ts'
import { walletLinks } from './links/domain.ts'
import { routes as published } from './published/routes.ts'
import { forgetScanJob, readScanJob } from './scanning/commands.ts'
import { routes as scanning } from './scanning/routes.ts'
import { routes as verification } from './verification/routes.ts'
import { texts as verificationTexts } from './verification/texts.ts'

export const wallet = defineModule({
  name: 'wallet',
  dependsOn: ['organisation', 'services', 'dossiers', 'results'],
  records: keeping,
  tables: [
    'wallet_entries',
    'wallet_uses',
    'wallet_scans',
    'wallet_scan_files',
    'wallet_scan_papers',
    'wallet_scan_pages',
  ],
  keeps: async (tx, citizen) =>
    (await findEntries(tx, citizen)).map(({ id, title }) => ({
      id,
      name: { vi: title, en: title },
      href: walletLinks.ownProof(id),
    })),
  routes: [...entries, ...ending, ...scanning, ...verification, ...published],
  permissions: { 'paper.digitise': 'Số hóa giấy tờ', 'paper.revoke': 'Thu hồi bản số hóa' },
  jobs: [readScanJob, forgetScanJob],
  reactions: [keepResults, flagPapers],
  seed: seedWallet,
  appTiles: [
    {
      path: walletLinks.own,
      label: { vi: 'Ví giấy tờ', en: 'Wallet' },
      icon: 'wallet',
      place: 30,
      isShortcut: true,
      access: { citizen: 'wallet', whole: true },
    },
  ],
  keptPages: keptOfWallet,
  publicMenu: [
    { path: '/kiem-tra', label: { vi: verificationTexts.vi.title, en: verificationTexts.en.title } },
  ],
})
