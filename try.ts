import { writeFile } from 'node:fs/promises'
import { drawPage, skewed, photographed } from '/work/wt/wallet/src/modules/wallet/testing/commands.ts'
import { samples } from '/work/wt/wallet/src/modules/wallet/testing/domain.ts'
import { straightenPage, readPage, restRecogniser } from '/work/wt/wallet/src/modules/wallet/scanning/recognition/commands.ts'
import { proposeFields, guessPaper } from '/work/wt/wallet/src/modules/wallet/scanning/fields/domain.ts'
import { readPack } from '/work/wt/wallet/src/kernel/packs.ts'
const pack = await readPack('/work/wt/wallet/packs/demo')
const s = samples[0]!
const page = await drawPage(s)
await writeFile('/tmp/p0.png', page)
const variants = { clean: page, skew: await skewed(page, 5), photo: await photographed(page), blurred: await photographed(page, {blur: 4}), dark: await photographed(page,{light:0.25}), glare: await photographed(page,{glare:true}) , cut: await photographed(page,{corners:[[0.1,-0.02],[0.07,-0.02],[0.05,0.07],[0.12,0.05]]}), turned: await (await import('sharp')).default(page).rotate(90).toBuffer()}
for (const [name, img] of Object.entries(variants)) {
  await writeFile(`/tmp/v-${name}.jpg`, img)
  const t = performance.now()
  const clean = await straightenPage(img)
  const t2 = performance.now()
  await writeFile(`/tmp/c-${name}.jpg`, clean.jpeg)
  const { read, page: p } = await readPage(clean)
  const t3 = performance.now()
  console.log(name, Math.round(t2-t), Math.round(t3-t2), {flat: clean.wasLaidFlat, turned: p.turnedBy, faults: clean.faults, conf: read.confidence})
  const kind = pack.paperKinds[0]!
  console.log(guessPaper(read.lines, [{paperKey:'x', name:kind.name.vi, kind},{paperKey:'y',name:pack.paperKinds[1]!.name.vi, kind: pack.paperKinds[1]!}]))
  console.log(proposeFields(read.lines, kind.fields).map(f=>`${f.key}=${f.value}${f.value===s.truth[f.key]?'':' ✗'}`).join(' | '))
  if (name==='photo'||name==='clean') console.log(read.lines.map(l=>l.text).join('\n'))
}
await restRecogniser()
