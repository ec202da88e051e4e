import { test } from 'node:test'
import { audit } from './audit.ts'
import { openStage } from './stage.ts'

const stage = await openStage()
const page = await stage.device()
for (const path of [
  '/',
  '/thu-tuc?q=l%C3%A0m%20khai%20sinh',
  '/thu-tuc/1.001193',
  '/tra-cuu',
  '/tro-giup',
  '/dang-nhap',
  '/su-kien/sinh-con',
  '/thu-tuc',
  '/linh-vuc/ho-tich',
  '/thu-tuc/1.001193/giay-to',
])
  test(path, async () => {
    const r = await page.goto(path)
    console.log(r?.status())
    const t = Date.now()
    try {
      await audit(page)
    } finally {
      console.log(path, Date.now() - t)
    }
  })
