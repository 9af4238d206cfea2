enum DocumentationStyle {
    static let css = """
        :root { color-scheme: light dark; }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
        code { font: 0.9em ui-monospace, monospace; }
        nav a { margin-right: 1rem; }
        h2 { margin-top: 2.5rem; border-bottom: 1px solid #8886; }
        h3 { margin: 1rem 0 0.3rem; font-size: 1rem; }
        details { border: 1px solid #8886; border-radius: 6px; margin: 0.5rem 0; padding: 0 1rem; overflow-x: auto; }
        summary { cursor: pointer; padding: 0.5rem 0; }
        summary b { display: inline-block; min-width: 4.5rem; }
        summary span { margin-left: 1rem; }
        .get { color: #17824d; }
        .post { color: #2563c9; }
        .put { color: #a15c00; }
        .delete { color: #c22f2f; }
        table { border-collapse: collapse; }
        td { padding: 0.2rem 0.8rem 0.2rem 0; vertical-align: top; border-top: 1px solid #8883; }

        """
}
