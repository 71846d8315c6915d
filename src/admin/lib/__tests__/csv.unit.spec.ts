import { toCsv } from "../csv"

describe("the CSV export", () => {
  it("quotes what holds a comma, a quote or a line, and leaves numbers alone", () => {
    expect(toCsv(["a", "b"], [["x,y", 'say "hi"'], ["two\nlines", 5]])).toBe('\ufeffa,b\r\n"x,y","say ""hi"""\r\n"two\nlines",5\r\n')
  })

  it.each(["=1+1", "+34", "-2", "@sum"])("does not let a spreadsheet run %s", (text) => expect(toCsv(["a"], [[text]])).toContain(`'${text}`))

  it("writes nothing for what is unknown", () => expect(toCsv(["a", "b"], [[null, "x"]])).toBe("\ufeffa,b\r\n,x\r\n"))
})
