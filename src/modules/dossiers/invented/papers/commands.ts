/** Giấy tờ mẫu: one page that says that it is a sample, made once for each kind of paper. */

import type { Context } from '#kernel/context.ts'
import { type ReceivedFile, storeBytes } from '#kernel/files.ts'
import { createPdfRenderer } from '#kernel/pdf.ts'
import { keepFile } from '../../submission/commands.ts'

export type SamplePapers = {
  /** Keeps the sample of a kind of paper as the actor's own file; gives its id. */
  keep(context: Context, name: string): Promise<string>
}

const template = `
#import "/official.typ": *
#set page(paper: "a4", margin: 25mm)
#set text(size: 13pt)
#align(center)[#text(size: 20pt, weight: "bold")[BẢN MẪU]]
#v(6mm)
#align(center)[#text(size: 16pt)[#get("name")]]
#v(10mm)
Giấy này được tạo ra để dùng thử hệ thống và không có giá trị pháp lý.
#v(8mm)
#for line in ("Họ và tên", "Số định danh", "Nơi cấp", "Ngày cấp") [#line: #dots \\ #v(3mm)]
`
const kindsMax = 24

export function samplePapers(context: Context): SamplePapers {
  const renderer = createPdfRenderer()
  const made = new Map<string, Promise<ReceivedFile>>()
  const make = async (name: string): Promise<ReceivedFile> => {
    const inputs = { name }
    const pdf = await renderer.render({
      template,
      inputs,
      title: name,
      language: 'vi',
      createdAt: context.now,
    })
    return storeBytes(context.files, 'giay-to-mau.pdf', pdf)
  }
  return {
    async keep(owner, name) {
      // Beyond a handful, one sample stands for all: nobody reads three hundred of them.
      const key = made.has(name) || made.size < kindsMax ? name : 'Giấy tờ kèm theo'
      const file = made.get(key) ?? make(key)
      made.set(key, file)
      return keepFile(owner, await file)
    },
  }
}
