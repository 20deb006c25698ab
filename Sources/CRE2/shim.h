/* RE2 is C++: Swift sees it only through CMartletRegex. */
