/** Kết quả: from the draft to the signed paper and its number in the register. */

import { defineModule } from '#kernel/module.ts'
import { routes as drafting } from './drafting/routes.ts'
import { routes as book } from './forms/book/routes.ts'
import { texts as bookTexts } from './forms/book/texts.ts'
import { routes as forms } from './forms/routes.ts'
import { seedResults } from './invented/commands.ts'
import { keeping } from './keeping/store.ts'
import { orderSigning, signOutgoingJob } from './outgoing/commands.ts'
import { proof } from './proof/commands.ts'
import { routes as register } from './register/routes.ts'
import { texts as registerTexts } from './register/texts.ts'
import { warmRenderer } from './rendering/commands.ts'
import { signJob } from './signing/commands.ts'
import { routes as signing } from './signing/routes.ts'
import { texts as signingTexts } from './signing/texts.ts'

export const results = defineModule({
  name: 'results',
  dependsOn: ['ledger', 'organisation', 'services', 'dossiers'],
  records: keeping,
  measures: [
    {
      view: 'result_marks',
      measures: {
        'results.electronic': {
          label: { vi: 'Hồ sơ có kết quả điện tử', en: 'Dossiers with an electronic result' },
          meaning: { vi: 'Kết quả đã ký số nằm trong kho.', en: 'The signed result lies in the store.' },
        },
        'results.electronicWithPapers': {
          label: {
            vi: 'Hồ sơ có giấy tờ và kết quả điện tử',
            en: 'Dossiers with papers and result in electronic form',
          },
          meaning: {
            vi: 'Có tệp trong thành phần hồ sơ và có kết quả ký số.',
            en: 'With files among the papers and a signed result.',
          },
        },
      },
    },
  ],
  tables: ['results', 'result_signings', 'result_outgoing'],
  routes: [...drafting, ...signing, ...register, ...forms, ...book],
  permissions: { 'dossier.sign': 'Ký kết quả', 'dossier.number': 'Vào sổ, cấp số' },
  jobs: [signJob, signOutgoingJob],
  reactions: [orderSigning],
  proof,
  caseFiles: ['result_files'],
  seed: seedResults,
  mount: async () => warmRenderer(),
  menu: [
    {
      path: '/lam-viec/cho-ky',
      label: { vi: signingTexts.vi.waiting, en: signingTexts.en.waiting },
      permission: 'dossier.sign',
      icon: 'pen',
    },
    {
      path: '/lam-viec/so-theo-doi',
      label: { vi: bookTexts.vi.menu, en: bookTexts.en.menu },
      permission: 'dossier.view',
      icon: 'list',
    },
    {
      path: '/lam-viec/so',
      label: { vi: registerTexts.vi.registers, en: registerTexts.en.registers },
      permission: 'dossier.number',
      icon: 'seal',
    },
  ],
})
