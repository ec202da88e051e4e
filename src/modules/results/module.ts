/** Kết quả: from the draft to the signed paper and its number in the register. */

import { defineModule } from '#kernel/module.ts'
import { routes as drafting } from './drafting/routes.ts'
import { routes as forms } from './forms/routes.ts'
import { seedResults } from './invented/commands.ts'
import { routes as register } from './register/routes.ts'
import { texts as registerTexts } from './register/texts.ts'
import { warmRenderer } from './rendering/commands.ts'
import { signJob } from './signing/commands.ts'
import { routes as signing } from './signing/routes.ts'
import { texts as signingTexts } from './signing/texts.ts'

export const results = defineModule({
  name: 'results',
  dependsOn: ['organisation', 'services', 'dossiers'],
  tables: ['results', 'result_signings'],
  routes: [...drafting, ...signing, ...register, ...forms],
  permissions: { 'dossier.sign': 'Ký kết quả', 'dossier.number': 'Vào sổ, cấp số' },
  jobs: [signJob],
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
      path: '/lam-viec/so',
      label: { vi: registerTexts.vi.registers, en: registerTexts.en.registers },
      permission: 'dossier.number',
      icon: 'seal',
    },
  ],
})
