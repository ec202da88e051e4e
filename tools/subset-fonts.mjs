// `npm run fonts`: writes `src/ui/fonts`, the letters of Vietnamese and English in every weight the pages use, without
// hinting (screens of today do not need it) and with kerning. Other letters come from the whole family when a page has them.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'

const letters = fileURLToPath(new URL('../src/ui/fonts/letters.txt', import.meta.url))
const from = path.dirname(
  createRequire(import.meta.url).resolve('@expo-google-fonts/be-vietnam-pro/package.json'),
)
const names = { 400: '400Regular', 600: '600SemiBold', 700: '700Bold' }

for (const [weight, name] of Object.entries(names)) {
  const whole = readFileSync(path.join(from, name, `BeVietnamPro_${name}.ttf`))
  const subset = await subsetFont(whole, readFileSync(letters, 'utf8'), {
    targetFormat: 'woff2',
    noHinting: true,
    keepFeatures: ['kern', 'mark', 'mkmk', 'ccmp', 'locl', 'tnum'],
  })
  writeFileSync(fileURLToPath(new URL(`../src/ui/fonts/text-${weight}.woff2`, import.meta.url)), subset)
  console.log(`${weight}: ${whole.length} → ${subset.length} bytes`)
}
