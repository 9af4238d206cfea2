extension Duration {
    /// Its two largest units, as people say them: `3 min 20 s`, `2 h 5 min`, `1 d`. A negative one, which a clock that
    /// was set back can yield, is `0 s`.
    var inWords: String {
        let total = max(0, components.seconds)
        let parts = [("d", total / 86_400), ("h", total / 3600 % 24), ("min", total / 60 % 60), ("s", total % 60)]
        guard let largest = parts.firstIndex(where: { $0.1 > 0 }) else { return "0 s" }
        return parts[largest...].prefix(2).filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }.joined(separator: " ")
    }
}
