package dev.softclick.testing.conformance;

/** How the page looks. */
final class HtmlStyle {
    static final String CSS = """
            :root {
              --paper: #fbfaf7; --card: #ffffff; --ink: #1d2126; --soft: #626a73; --line: #e2dfd8;
              --good: #1d7a46; --bad: #b3261e; --skip: #8a6100; --idle: #6b7280;
              --goodbg: #e4f3ea; --badbg: #fbe9e7; --skipbg: #faf0d7; --idlebg: #eceef1; --host: #1f5fa8;
            }
            @media (prefers-color-scheme: dark) {
              :root {
                --paper: #14171a; --card: #1c2024; --ink: #e6e8ea; --soft: #9aa3ad; --line: #2e343a;
                --good: #63c78f; --bad: #ff8a80; --skip: #e5b95c; --idle: #9aa3ad;
                --goodbg: #173325; --badbg: #3d1f1d; --skipbg: #362c14; --idlebg: #292e34; --host: #7db4f5;
              }
            }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
            main { max-width: 68rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem; }
            h1 { font-size: 1.7rem; line-height: 1.25; margin: .1rem 0 1.1rem; overflow-wrap: anywhere; }
            h2 { font-size: 1.15rem; margin: 0; display: inline; }
            h3 { font-size: 1rem; margin: 0; font-weight: 600; }
            h4 { font-size: .75rem; margin: 0 0 .25rem; color: var(--soft); font-weight: 600; }
            .kind { margin: 0; color: var(--soft); }
            .good { color: var(--good); } .bad { color: var(--bad); } .some { color: var(--skip); }
            .counts { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem 1.75rem; margin: 0 0 .9rem; padding: 0; }
            .counts b { font-size: 1.35rem; font-variant-numeric: tabular-nums; }
            .counts .passed b { color: var(--good); } .counts .failed b { color: var(--bad); }
            .counts .skipped b { color: var(--skip); } .counts .none { color: var(--soft); }
            .bar { display: flex; gap: 2px; height: .5rem; border-radius: .25rem; overflow: hidden; background: var(--line); }
            .bar i.passed { background: var(--good); } .bar i.failed { background: var(--bad); min-width: 4px; }
            .bar i.skipped { background: var(--skip); } .bar i.notrun { background: var(--idle); }
            dl { display: flex; flex-wrap: wrap; gap: .6rem 2rem; margin: 1.2rem 0 0; }
            dl div { min-width: 0; } dt { font-size: .75rem; color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
            section { margin-top: 1.1rem; } header + section { margin-top: 2rem; }
            section > h2 { display: block; margin-bottom: .8rem; }
            article { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: 1rem 1.15rem; margin-bottom: 1rem; }
            .cites { color: var(--soft); font-size: .86rem; } article .cites { margin: .1rem 0 .6rem; }
            .reason { margin: 0 0 .8rem; }
            .against { display: grid; gap: .8rem; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); }
            code, pre { font: 13px/1.55 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
            pre { margin: 0; padding: .55rem .7rem; border-radius: 4px; background: var(--goodbg); white-space: pre-wrap; overflow-wrap: anywhere; }
            pre.seen { background: var(--badbg); } pre.talk { background: var(--idlebg); margin-top: .4rem; }
            pre s { text-decoration: none; color: var(--soft); }
            pre small { display: inline-block; min-width: 4.6rem; text-align: right; color: var(--soft); font-size: 12px; margin-right: .4rem; }
            pre b { font-weight: 600; } .host b { color: var(--host); } .cloud b { color: var(--skip); }
            summary { cursor: pointer; } article details { margin-top: .8rem; } article summary { color: var(--soft); font-size: .86rem; }
            section > details > summary { border-bottom: 1px solid var(--line); padding-bottom: .4rem; }
            table { border-collapse: collapse; width: 100%; margin-top: .3rem; }
            th { text-align: left; font-size: .75rem; font-weight: 600; color: var(--soft); }
            th, td { padding: .34rem .8rem .34rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
            td code { white-space: nowrap; } td small { color: var(--soft); }
            .n { text-align: right; padding-right: 0; font-variant-numeric: tabular-nums; white-space: nowrap; }
            .tag { padding: .05rem .45rem; border-radius: 3px; font-size: .82rem; white-space: nowrap; } .tag a { color: inherit; }
            .tag.passed { background: var(--goodbg); color: var(--good); } .tag.failed { background: var(--badbg); color: var(--bad); }
            .tag.skipped { background: var(--skipbg); color: var(--skip); } .tag.notrun { background: var(--idlebg); color: var(--idle); }
            @media (max-width: 44rem) { th:nth-child(3), td:nth-child(3), th:nth-child(5), td:nth-child(5) { display: none; } td code { white-space: normal; } }
            @media print { details > summary { list-style: none; } body { background: none; } }
            """;

    private HtmlStyle() {}
}
