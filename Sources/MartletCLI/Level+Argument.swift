internal import ArgumentParser
internal import MartletRules

extension Level: ExpressibleByArgument {}
